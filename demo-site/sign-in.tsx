import { useState } from 'preact/hooks';
import { type BrowserSession, readToken } from './browser-session.ts';

/** Asks for an API token. `purpose` says in a few words what it opens. */
export function SignIn(props: {
  purpose: string;
  wasRefused: boolean;
  onSignIn(session: BrowserSession): void;
}) {
  const [text, setText] = useState('');
  const [error, setError] = useState(
    props.wasRefused ? 'The server does not accept this token any more. Paste another one.' : '',
  );
  const submit = (event: Event) => {
    event.preventDefault();
    const session = readToken(text);
    if (session) props.onSignIn(session);
    else setError('A token begins with rl_ and is 45 characters long. Check that it was copied whole.');
  };
  return (
    <form class="card sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      <p class="muted">
        Paste an API token of your account to {props.purpose}. It stays in this tab and is forgotten when you
        close it.
      </p>
      <div class="field">
        <label for="token">API token</label>
        <input
          id="token"
          class="input"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={text}
          aria-invalid={error !== ''}
          aria-describedby="token-help"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id="token-help" class={error ? 'field-error' : 'muted small'} role={error ? 'alert' : undefined}>
          {error || 'It looks like rl_ and 42 letters and digits. npm start prints one for the demo account.'}
        </p>
      </div>
      <button class="button button-accent" type="submit">
        Sign in
      </button>
    </form>
  );
}
