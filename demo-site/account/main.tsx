import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useBrowserSession } from '../browser-session.ts';
import { SignIn } from '../sign-in.tsx';
import { TopBar } from '../top-bar.tsx';
import { Confirm } from './confirm.tsx';
import { Forgotten, Reset } from './forgotten.tsx';
import { Profile } from './profile.tsx';
import { Register } from './register.tsx';

/** What an API cannot do for a person: register, confirm, sign in, choose a password, look after the profile. */
function AccountPage() {
  const { session, isAsking, wasRefused, signIn, signOut } = useBrowserSession();
  const [page, token] = usePlace();
  return (
    <>
      <TopBar current={null}>
        {session?.who && (
          <button class="button button-small" type="button" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </TopBar>
      <main id="main" class="page" tabIndex={-1}>
        <div class="people">
          {page === 'register' && <Register />}
          {page === 'confirm' && token && <Confirm token={token} />}
          {page === 'forgotten' && <Forgotten />}
          {page === 'reset' && token && <Reset token={token} />}
          {page === 'profile' && session?.who && (
            <Profile who={session.who} onSignedOut={() => signOut(true)} />
          )}
          {page === 'profile' && !session?.who && !isAsking && (
            <SignIn
              purpose="see your account"
              wasRefused={wasRefused}
              onSignIn={(next) => {
                signIn(next);
                if (next.who) location.assign('/studio/');
              }}
            />
          )}
        </div>
      </main>
    </>
  );
}

const PAGES = ['register', 'confirm', 'forgotten', 'reset'] as const;

/** Which page the fragment names, and the secret behind it; anything else is the profile. */
function usePlace(): [page: (typeof PAGES)[number] | 'profile', token: string] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const [, name = '', token = ''] = /^#\/([a-z-]+)(?:\/([\w.-]+))?$/.exec(hash) ?? [];
  const page = PAGES.find((one) => one === name);
  return [page ?? 'profile', token];
}

const root = document.getElementById('app');
if (root) render(<AccountPage />, root);
