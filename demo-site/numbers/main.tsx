import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AccountSwitch } from '../account-switch.tsx';
import { type BrowserSession, useBrowserSession } from '../browser-session.ts';
import { SignIn } from '../sign-in.tsx';
import { TopBar } from '../top-bar.tsx';
import { NumbersTab } from './numbers-tab.tsx';
import { OfficesTab } from './offices-tab.tsx';

/** In the order of the tabs; the page opens on the first (S2-5, S2-17). */
const TABS = [
  { id: 'substitute', name: 'Substitute numbers' },
  { id: 'virtual', name: 'Virtual numbers' },
  { id: 'offices', name: 'Office numbers' },
  { id: 'sip', name: 'Office SIP addresses' },
] as const;
type TabId = (typeof TABS)[number]['id'];

/** Numbers of the account and the offices that they lead to (S2-5 to S2-22). */
function NumbersPage() {
  const { session, isAsking, wasRefused, signIn, switchTo, signOut } = useBrowserSession();
  return (
    <>
      <TopBar current="Numbers">
        {session && <AccountSwitch session={session} onSwitch={switchTo} />}
        {session && (
          <button class="button button-small" type="button" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </TopBar>
      <main id="main" class="page numbers-page" tabIndex={-1}>
        {!session && !isAsking && (
          <SignIn purpose="see its numbers" wasRefused={wasRefused} onSignIn={signIn} />
        )}
        {session && <Numbers key={session.account} session={session} onUnauthorized={() => signOut(true)} />}
      </main>
    </>
  );
}

function Numbers(props: { session: BrowserSession; onUnauthorized(): void }) {
  const tab = useTab();
  return (
    <>
      <h1>Numbers</h1>
      <nav class="tabs" aria-label="Kinds of numbers">
        {TABS.map(({ id, name }) => (
          <a key={id} href={`#/${id}`} aria-current={id === tab ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {(tab === 'substitute' || tab === 'virtual') && <NumbersTab key={tab} {...props} kind={tab} />}
      {(tab === 'offices' || tab === 'sip') && (
        <OfficesTab key={tab} {...props} kind={tab === 'sip' ? 'sip' : 'office'} />
      )}
    </>
  );
}

/** The tab that the fragment names. */
function useTab(): TabId {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return TABS.find(({ id }) => hash === `#/${id}`)?.id ?? 'substitute';
}

const root = document.getElementById('app');
if (root) render(<NumbersPage />, root);
