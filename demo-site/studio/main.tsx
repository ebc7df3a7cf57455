import { render } from 'preact';
import { useBrowserSession } from '../browser-session.ts';
import { SignIn } from '../sign-in.tsx';
import { TopBar } from '../top-bar.tsx';
import { useRoute } from './route.ts';
import { StartPage } from './start-page.tsx';
import { WidgetPage } from './widget-page.tsx';

function StudioPage() {
  const { session, wasRefused, signIn, signOut } = useBrowserSession();
  const route = useRoute();
  const refuse = () => signOut(true);
  return (
    <>
      <TopBar current="Studio">
        {session && (
          <button class="button button-small" type="button" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </TopBar>
      <main id="main" class="page" tabIndex={-1}>
        {!session && <SignIn purpose="edit its widgets" wasRefused={wasRefused} onSignIn={signIn} />}
        {session && route.kind === 'start' && <StartPage session={session} onUnauthorized={refuse} />}
        {session && route.kind === 'widget' && (
          <WidgetPage key={route.id} session={session} id={route.id} onUnauthorized={refuse} />
        )}
      </main>
    </>
  );
}

const root = document.getElementById('app');
if (root) render(<StudioPage />, root);
