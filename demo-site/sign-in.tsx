import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignedIn } from '../shared/contract/admin/person.ts';
import type { Problem } from '../shared/error-codes.ts';
import { ADMIN_PATH } from '../shared/paths.ts';
import { type BrowserSession, personSession, readToken } from './browser-session.ts';

interface Props {
  /** What it opens, in a few words. */
  purpose: string;
  wasRefused: boolean;
  onSignIn(session: BrowserSession): void;
}

/** Asks who it is: by e-mail address and password, or by an API token of an account. */
export function SignIn(props: Props) {
  const [way, setWay] = useState<'person' | 'token'>('person');
  return (
    <div class="card sign-in">
      <h1>Sign in</h1>
      {way === 'person' ? <ByPassword {...props} /> : <ByToken {...props} />}
      <p class="small">
        <button class="link" type="button" onClick={() => setWay(way === 'person' ? 'token' : 'person')}>
          {way === 'person' ? 'Use an API token instead' : 'Use e-mail and password instead'}
        </button>
      </p>
    </div>
  );
}

function ByPassword({ purpose, wasRefused, onSignIn }: Props) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState(wasRefused ? 'You were signed out. Sign in again.' : '');
  // Null: nobody has asked for a code.
  const [code, setCode] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await signInWith(email.trim(), password, code);
    setBusy(false);
    if (answer === 'code') {
      setError('');
      setCode('');
    } else if (typeof answer === 'string') setError(answer);
    else onSignIn(answer);
  };
  if (code !== null) {
    const back = () => {
      setCode(null);
      setError('');
    };
    return <CodeForm {...{ code, setCode, error, isBusy, submit, back }} />;
  }
  return (
    <form onSubmit={submit}>
      <p class="muted">To {purpose}.</p>
      <div class="field">
        <label for="email">E-mail</label>
        <input
          id="email"
          class="input"
          type="email"
          autocomplete="username"
          required
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="password">Password</label>
        <input
          id="password"
          class="input"
          type="password"
          autocomplete="current-password"
          required
          value={password}
          aria-invalid={error !== ''}
          aria-describedby="sign-in-error"
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <p id="sign-in-error" class="field-error" role="alert" hidden={error === ''}>
          {error}
        </p>
      </div>
      <div class="row">
        <button class="button button-accent" type="submit" disabled={isBusy}>
          Sign in
        </button>
        <a class="small" href="/account/#/register">
          Register
        </a>
        <a class="small" href="/account/#/forgotten">
          Forgot the password?
        </a>
      </div>
    </form>
  );
}

interface CodeProps {
  code: string;
  setCode(code: string): void;
  error: string;
  isBusy: boolean;
  submit(event: Event): void;
  back(): void;
}

/** The password was right; the second factor is still to come. */
function CodeForm({ code, setCode, error, isBusy, submit, back }: CodeProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form onSubmit={submit}>
      <p class="muted">Type the code that the app on your telephone shows, or one of your backup codes.</p>
      <div class="field">
        <label for="code">Code</label>
        <input
          id="code"
          ref={field}
          class="input"
          autocomplete="one-time-code"
          spellcheck={false}
          required
          value={code}
          aria-invalid={error !== ''}
          aria-describedby="code-error"
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <p id="code-error" class="field-error" role="alert" hidden={error === ''}>
          {error}
        </p>
      </div>
      <div class="row">
        <button class="button button-accent" type="submit" disabled={isBusy}>
          Sign in
        </button>
        <button class="button" type="button" onClick={back}>
          Back
        </button>
      </div>
    </form>
  );
}

function ByToken({ purpose, wasRefused, onSignIn }: Props) {
  const [text, setText] = useState('');
  const [error, setError] = useState(
    wasRefused ? 'The server does not accept this token any more. Paste another one.' : '',
  );
  const submit = (event: Event) => {
    event.preventDefault();
    const session = readToken(text);
    if (session) onSignIn(session);
    else setError('A token begins with rl_ and is 45 characters long. Check that it was copied whole.');
  };
  return (
    <form onSubmit={submit}>
      <p class="muted">
        Paste an API token of your account to {purpose}. It stays in this tab and is forgotten when you close
        it.
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

/** The session, `code` if one is needed as well, or what to tell. */
async function signInWith(
  email: string,
  password: string,
  code: string | null,
): Promise<BrowserSession | 'code' | string> {
  try {
    const response = await fetch(`${ADMIN_PATH}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, code: code?.replace(/\s/g, '') || null }),
    });
    if (!response.ok) {
      const problem = (await response.json()) as Partial<Problem>;
      if (problem.type?.endsWith('/second_factor_needed')) return 'code';
      return problem.detail ?? `The server answered ${response.status}.`;
    }
    return personSession((await response.json()) as SignedIn) ?? 'There is no account that you may enter.';
  } catch {
    return 'The server cannot be reached just now.';
  }
}
