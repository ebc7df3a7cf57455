import { useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../shared/contract/admin/person.ts';
import { ADMIN_PATH } from '../shared/paths.ts';

/** An API token: `rl_`, ten characters that name the account, 32 random ones. */
const TOKEN = /^rl_([0-9a-z]{10})[0-9A-Za-z_-]{32}$/;
const TOKEN_KEY = 'ringlet.token';
const ACCOUNT_KEY = 'ringlet.account';

/** By what the pages ask the admin API: an API token, or the cookie of whoever is signed in. */
export interface BrowserSession {
  account: string;
  /** Null: the cookie stands for the person. */
  token: string | null;
  /** Who is signed in, with the accounts that they may enter; null for a token. */
  who: SignedIn | null;
}

/** The session that a token opens, or null if the text has not the shape of a token. */
export function readToken(text: string): BrowserSession | null {
  const token = text.trim();
  const account = TOKEN.exec(token)?.[1];
  return account === undefined ? null : { token, account, who: null };
}

/** The session of a person: at the account where they were last, else at their own. */
export function personSession(who: SignedIn): BrowserSession | null {
  const last = localStorage.getItem(ACCOUNT_KEY);
  const entry = who.accounts.find(({ account }) => account === last) ?? who.accounts[0];
  return entry ? { account: entry.account, token: null, who } : null;
}

/**
 * The session of this tab: a token that was given to it, else whoever is signed in. A token in the fragment of the
 * address moves into sessionStorage and leaves the address bar and the history entry, so that a copied address gives
 * nothing away.
 */
export function useBrowserSession() {
  const [session, setSession] = useState<BrowserSession | null>(takeToken);
  const [isAsking, setAsking] = useState(session === null);
  const [wasRefused, setRefused] = useState(false);
  useEffect(() => {
    if (!isAsking) return;
    void findPerson().then((found) => {
      setSession((known) => known ?? found);
      setAsking(false);
    });
  }, [isAsking]);
  return {
    session,
    /** True until it is known whether somebody is signed in. */
    isAsking,
    /** True after the server has refused the session of this tab. */
    wasRefused,
    signIn(next: BrowserSession): void {
      if (next.token !== null) sessionStorage.setItem(TOKEN_KEY, next.token);
      setRefused(false);
      setSession(next);
    },
    /** Goes on in another account of the person. */
    switchTo(account: string): void {
      localStorage.setItem(ACCOUNT_KEY, account);
      setSession((known) => known && { ...known, account });
    },
    signOut(refused = false): void {
      const isPerson = session?.token === null;
      sessionStorage.removeItem(TOKEN_KEY);
      if (isPerson && !refused) void fetch(`${ADMIN_PATH}/sessions/current`, { method: 'DELETE' });
      setRefused(refused);
      setSession(null);
    },
  };
}

/** Null if nobody is signed in, or that cannot be learned just now. */
export async function findPerson(): Promise<BrowserSession | null> {
  try {
    const response = await fetch(`${ADMIN_PATH}/profile`, { cache: 'no-store' });
    return response.ok ? personSession((await response.json()) as SignedIn) : null;
  } catch {
    return null; // no connection: the form that is shown instead says so when it is used
  }
}

/** The accounts of others where whoever is signed in has a right for everything, for instance `widgets:create`. */
export async function findAccountsFor(right: string): Promise<SignedIn['accounts']> {
  try {
    const response = await fetch(`${ADMIN_PATH}/shared?right=${right}`, { cache: 'no-store' });
    if (!response.ok) return [];
    const { items } = (await response.json()) as { items: { account: string; name: string }[] };
    return items.map(({ account, name }) => ({ account, name, isOwner: false }));
  } catch {
    return []; // no connection: one's own account is there without it
  }
}

function takeToken(): BrowserSession | null {
  const fromAddress = readToken(decodeFragment(location.hash));
  if (fromAddress) {
    sessionStorage.setItem(TOKEN_KEY, fromAddress.token ?? '');
    history.replaceState(null, '', location.pathname + location.search);
    return fromAddress;
  }
  return readToken(sessionStorage.getItem(TOKEN_KEY) ?? '');
}

function decodeFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ''; // a broken escape sequence is no token
  }
}
