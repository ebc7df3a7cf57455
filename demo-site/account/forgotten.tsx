import { useEffect, useState } from 'preact/hooks';
import { PersonForm } from './person-form.tsx';

/** Asks for a letter that lets one choose another password. */
export function Forgotten() {
  const [sentTo, setSentTo] = useState('');
  if (sentTo) {
    return (
      <section class="card">
        <h1>Look into your mailbox</h1>
        <p>
          If <strong>{sentTo}</strong> is registered, a letter is on its way. Its link holds for an hour.
        </p>
      </section>
    );
  }
  return (
    <PersonForm
      title="Forgot the password?"
      lead="A letter with a link to choose another one goes to your address."
      fields={[{ name: 'email', label: 'E-mail', type: 'email', autocomplete: 'username' }]}
      button="Send the letter"
      method="POST"
      path="/password-resets"
      onDone={(_, values) => setSentTo(values.email ?? '')}
    />
  );
}

/** The link of that letter leads here. */
export function Reset({ token }: { token: string }) {
  const [isDone, setDone] = useState(false);
  useEffect(() => history.replaceState(null, '', '#/reset'), []);
  if (isDone) {
    return (
      <section class="card">
        <h1>Your password is changed</h1>
        <p>
          Every browser was signed out. <a href="#/sign-in">Sign in</a>
        </p>
      </section>
    );
  }
  return (
    <PersonForm
      title="Choose a new password"
      fields={[
        {
          name: 'password',
          label: 'New password',
          type: 'password',
          autocomplete: 'new-password',
          hint: '10 characters or more.',
        },
      ]}
      button="Save"
      method="POST"
      path="/password-resets/confirm"
      extra={{ token }}
      onDone={() => setDone(true)}
    />
  );
}
