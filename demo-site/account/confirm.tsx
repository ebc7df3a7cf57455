import { useEffect, useState } from 'preact/hooks';
import { askPeople } from './ask-people.ts';

/** The button of the letter leads here: confirms, and goes on to the studio (S2-2, S2-3). */
export function Confirm({ token }: { token: string }) {
  const [message, setMessage] = useState('');
  useEffect(() => {
    // Once only: the token leaves the address, so that the history does not keep it.
    history.replaceState(null, '', '#/confirm');
    void askPeople('POST', '/registrations/confirm', { token }).then((answer) => {
      if (answer.kind === 'ok') location.assign('/studio/');
      else setMessage(answer.message);
    });
  }, []);
  if (!message) return <p class="muted">Confirming…</p>;
  return (
    <section class="card">
      <h1>That did not work</h1>
      <p class="notice notice-bad" role="alert">
        {message}
      </p>
      <p>
        <a href="#/sign-in">Sign in</a>: where the address is not confirmed yet, that sends another letter.
      </p>
    </section>
  );
}
