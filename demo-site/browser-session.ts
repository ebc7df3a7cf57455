import { useState } from 'preact/hooks';

/** An API token: `rl_`, ten characters that name the account, 32 random ones. */
const TOKEN = /^rl_([0-9a-z]{10})[0-9A-Za-z_-]{32}$/;
const STORAGE_KEY = 'ringlet.token';

export interface BrowserSession {
  token: string;
  account: string;
}

/** The session that a token opens, or null if the text has not the shape of a token. */
export function readToken(text: string): BrowserSession | null {
  const token = text.trim();
  const account = TOKEN.exec(token)?.[1];
  return account === undefined ? null : { token, account };
}

/**
 * The session of this tab. A token in the fragment of the address moves into sessionStorage and leaves the
 * address bar and the history entry, so that a copied address gives nothing away.
 */
export function useBrowserSession() {
  const [session, setSession] = useState<BrowserSession | null>(takeSession);
  const [wasRefused, setRefused] = useState(false);
  return {
    session,
    /** True after the server has refused the token of this tab. */
    wasRefused,
    signIn(next: BrowserSession): void {
      sessionStorage.setItem(STORAGE_KEY, next.token);
      setRefused(false);
      setSession(next);
    },
    signOut(refused = false): void {
      sessionStorage.removeItem(STORAGE_KEY);
      setRefused(refused);
      setSession(null);
    },
  };
}

function takeSession(): BrowserSession | null {
  const fromAddress = readToken(decodeFragment(location.hash));
  if (fromAddress) {
    sessionStorage.setItem(STORAGE_KEY, fromAddress.token);
    history.replaceState(null, '', location.pathname + location.search);
    return fromAddress;
  }
  return readToken(sessionStorage.getItem(STORAGE_KEY) ?? '');
}

function decodeFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ''; // a broken escape sequence is no token
  }
}
