import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AccountSwitch } from '../account-switch.tsx';
import { useBrowserSession } from '../browser-session.ts';
import { SignIn } from '../sign-in.tsx';
import { TopBar } from '../top-bar.tsx';
import { Confirm } from './confirm.tsx';
import { Forgotten, Reset } from './forgotten.tsx';
import { Profile } from './profile.tsx';
import { Register } from './register.tsx';
import { Invitation } from './sharing/invitation.tsx';
import { Members } from './sharing/members.tsx';
import { Roles } from './sharing/roles.tsx';
import { Tokens } from './sharing/tokens.tsx';

/** What an API cannot do for a person: register, confirm, sign in, choose a password, look after the profile. */
function AccountPage() {
  const { session, isAsking, wasRefused, signIn, switchTo, signOut } = useBrowserSession();
  const [page, token] = usePlace();
  return (
    <>
      <TopBar current={null}>
        {session?.who && <AccountSwitch session={session} onSwitch={switchTo} />}
        {session?.who && (
          <button class="button button-small" type="button" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </TopBar>
      <main id="main" class="page" tabIndex={-1}>
        <div class={`people ${WIDE.some((one) => one === page) ? 'people-wide' : ''}`}>
          {page === 'register' && <Register />}
          {page === 'confirm' && token && <Confirm token={token} />}
          {page === 'forgotten' && <Forgotten />}
          {page === 'reset' && token && <Reset token={token} />}
          {session?.who && INSIDE.some((one) => one.page === page) && <Tabs page={page} />}
          {page === 'profile' && session?.who && (
            <Profile who={session.who} onSignedOut={() => signOut(true)} />
          )}
          {page === 'members' && session?.who && <Members key={session.account} session={session} />}
          {page === 'roles' && session?.who && <Roles key={session.account} session={session} />}
          {page === 'tokens' && session?.who && <Tokens key={session.account} session={session} />}
          {page === 'invitation' && token && session?.who && (
            <Invitation
              token={token}
              onJoined={(account) => {
                switchTo(account);
                location.assign('/studio/');
              }}
            />
          )}
          {!PUBLIC.some((one) => one === page) && !session?.who && !isAsking && (
            <SignIn
              purpose={page === 'invitation' ? 'see the invitation' : 'see your account'}
              wasRefused={wasRefused}
              onSignIn={(next) => {
                signIn(next);
                if (next.who && page === 'profile') location.assign('/studio/');
              }}
            />
          )}
        </div>
      </main>
    </>
  );
}

/** Pages that nobody has to be signed in for. */
const PUBLIC = ['register', 'confirm', 'forgotten', 'reset'] as const;
const INSIDE = [
  { page: 'profile', name: 'Profile' },
  { page: 'members', name: 'Members' },
  { page: 'roles', name: 'Roles' },
  { page: 'tokens', name: 'API tokens' },
] as const;
const WIDE = ['members', 'roles', 'tokens'] as const;
const PAGES = [...PUBLIC, ...WIDE, 'invitation'] as const;
type PageOfAccount = (typeof PAGES)[number] | 'profile';

function Tabs({ page }: { page: PageOfAccount }) {
  return (
    <nav class="row" aria-label="Account">
      {INSIDE.map((one) => (
        <a
          key={one.page}
          class="button button-small"
          href={`#/${one.page}`}
          aria-current={one.page === page ? 'page' : undefined}
        >
          {one.name}
        </a>
      ))}
    </nav>
  );
}

/** Which page the fragment names, and the secret behind it; anything else is the profile. */
function usePlace(): [page: PageOfAccount, token: string] {
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
