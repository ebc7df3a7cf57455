import { render } from 'preact';
import { AccountSwitch } from '../account-switch.tsx';
import { useBrowserSession } from '../browser-session.ts';
import { SignIn } from '../sign-in.tsx';
import { TopBar } from '../top-bar.tsx';
import { IntegrationsPage } from './integrations/integrations-page.tsx';
import { useRoute } from './route.ts';
import { StartPage } from './start-page.tsx';
import { WebhooksPage } from './webhooks/webhooks-page.tsx';
import { WidgetPage } from './widget-page.tsx';

function StudioPage() {
  const { session, isAsking, wasRefused, signIn, switchTo, signOut } = useBrowserSession();
  const route = useRoute();
  const refuse = () => signOut(true);
  return (
    <>
      <TopBar current="Studio">
        {session && <AccountSwitch session={session} onSwitch={switchTo} />}
        {session && (
          <button class="button button-small" type="button" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </TopBar>
      <main id="main" class="page" tabIndex={-1}>
        {!session && !isAsking && (
          <SignIn purpose="edit its widgets" wasRefused={wasRefused} onSignIn={signIn} />
        )}
        {session && route.kind === 'start' && (
          <StartPage key={session.account} session={session} onSwitch={switchTo} onUnauthorized={refuse} />
        )}
        {session && route.kind === 'webhooks' && (
          <WebhooksPage key={session.account} session={session} id={route.id} onUnauthorized={refuse} />
        )}
        {session && route.kind === 'integrations' && (
          <IntegrationsPage
            key={session.account}
            session={session}
            page={route.page}
            onUnauthorized={refuse}
          />
        )}
        {session && route.kind === 'widget' && (
          <WidgetPage
            key={route.id}
            session={session}
            id={route.id}
            tab={route.tab}
            onUnauthorized={refuse}
          />
        )}
      </main>
    </>
  );
}

const root = document.getElementById('app');
if (root) render(<StudioPage />, root);
