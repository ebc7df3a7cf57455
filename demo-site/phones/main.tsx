import { render } from 'preact';
import { useBrowserSession } from '../browser-session.ts';
import { SignIn } from '../sign-in.tsx';
import { TopBar } from '../top-bar.tsx';
import { Switchboard } from './switchboard.tsx';

function PhonesPage() {
  const { session, isAsking, wasRefused, signIn, signOut } = useBrowserSession();
  return (
    <>
      <TopBar current="Telephones">
        {session && (
          <button class="button button-small" type="button" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </TopBar>
      <main id="main" class="page" tabIndex={-1}>
        {session && <Switchboard session={session} onUnauthorized={() => signOut(true)} />}
        {!session && !isAsking && (
          <SignIn purpose="see its telephones" wasRefused={wasRefused} onSignIn={signIn} />
        )}
      </main>
    </>
  );
}

const root = document.getElementById('app');
if (root) render(<PhonesPage />, root);
