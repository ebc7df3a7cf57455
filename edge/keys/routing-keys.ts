import { encodeBase32, randomBase32 } from './base32.ts';
import { equalText, type SecretRing } from './secrets.ts';

/**
 * Keys that say where they lead: kind letter, account (10), item (8), MAC (8). A forged or mistyped key is
 * refused before any object is touched. The MAC is hygiene of routing, not authority.
 */
export type KeyKind = 's' | 'w' | 'i' | 'u';

const KEY = /^([swiu])([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{8})([0-9a-hjkmnp-tv-z]{8})$/;
const ACCOUNT = /^([0-9a-hjkmnp-tv-z]{6})([0-9a-hjkmnp-tv-z]{4})$/;
const INVITATION = /^in_([0-9a-hjkmnp-tv-z]{10})[0-9a-hjkmnp-tv-z]{32}$/;
const API_TOKEN = /^rl_([0-9a-hjkmnp-tv-z]{10})[0-9a-hjkmnp-tv-z]{32}$/;

export async function mintKey(secrets: SecretRing, kind: KeyKind, account: string): Promise<string> {
  const body = kind + account + randomBase32(8);
  return body + encodeBase32(await secrets.sign('route', body), 8);
}

/** The account that `text` leads to, or null if it is no key of this kind from this deployment. */
export async function accountOfKey(secrets: SecretRing, kind: KeyKind, text: string): Promise<string | null> {
  const [, letter, account, , mac] = KEY.exec(text) ?? [];
  if (letter !== kind || !account || !mac) return null;
  const body = text.slice(0, -8);
  return (await secrets.verify('route', body, (own) => equalText(encodeBase32(own, 8), mac)))
    ? account
    : null;
}

/** An account id checks itself too: 6 random characters and 4 of their MAC. */
export async function mintAccountId(secrets: SecretRing, seed = randomBase32(6)): Promise<string> {
  return seed + encodeBase32(await secrets.sign('route', `account:${seed}`), 4);
}

export async function isAccountId(secrets: SecretRing, text: string): Promise<boolean> {
  const [, seed, mac] = ACCOUNT.exec(text) ?? [];
  if (!seed || !mac) return false;
  return secrets.verify('route', `account:${seed}`, (own) => equalText(encodeBase32(own, 4), mac));
}

export function mintApiToken(account: string): string {
  return `rl_${account}${randomBase32(32)}`;
}

/** The account an API token names, or null if it is none of this deployment's. The Account checks the token. */
export async function accountOfToken(secrets: SecretRing, token: string): Promise<string | null> {
  const account = API_TOKEN.exec(token)?.[1];
  return account && (await isAccountId(secrets, account)) ? account : null;
}

/** The secret of an invitation's letter: it leads to the account, which knows it by its hash. */
export function mintInvitationSecret(account: string): string {
  return `in_${account}${randomBase32(32)}`;
}

/** The account that such a secret leads to, or null if it is none of this deployment's. */
export async function accountOfInvitation(secrets: SecretRing, text: string): Promise<string | null> {
  const account = INVITATION.exec(text)?.[1];
  return account && (await isAccountId(secrets, account)) ? account : null;
}
