import type { NewSecondFactor } from '../../../shared/contract/admin/person.ts';
import { sha256Hex } from '../../keys/ids.ts';
import type { AskedFrom, DoneAnswer } from '../../rpc/auth-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { attemptKey, cookieOf } from './attempt-key.ts';
import type { AuthParts } from './auth-parts.ts';
import { callLibrary, headersOf, type LibraryAnswer } from './call-library.ts';

/**
 * The second factor: a code of an app on the telephone (TOTP, RFC 6238), or one of ten codes that were kept for the day
 * when the telephone is gone. The library keeps secret and codes, in envelopes; limits on tries, and that a code is good
 * once, are ours.
 */

const NOT_SIGNED_IN: Refusal = { kind: 'refused', code: 'unauthorized', detail: 'You are not signed in.' };
const NEEDED: Refusal = {
  kind: 'refused',
  code: 'second_factor_needed',
  detail: 'Send the code of your app, or one of your backup codes, as well.',
};
const WRONG: Refusal = {
  kind: 'refused',
  code: 'second_factor_wrong',
  detail: 'This code is wrong, or it was used already.',
};
/** A code of an app is accepted for a minute and a half. */
const CODE_ONCE = { most: 1, windowMs: 120_000 } as const;

/**
 * What becomes of a password that was right: nothing more is needed, or the code decides. `cookies` are those of the
 * library's answer to it.
 */
export async function passSecondFactor(
  parts: AuthParts,
  from: AskedFrom,
  { user, cookies, code }: { user: string; cookies: string[]; code: string | null },
): Promise<LibraryAnswer<unknown>> {
  if (code === null) return NEEDED;
  const used = await attemptKey('code', `${user}:${await sha256Hex(code)}`);
  if (used !== null && parts.attempts.waitS(used, CODE_ONCE, parts.clock.now()) > 0) return WRONG;
  const headers = headersOf({ ...from, cookie: cookieOf(cookies) });
  const { api } = await parts.open();
  const isOfApp = /^\d{6}$/.test(code);
  const answer = await callLibrary<unknown>(() =>
    isOfApp
      ? api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
      : api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }),
  );
  if (answer.kind === 'ok') parts.note(used);
  return answer;
}

/** Makes a secret and codes for whoever is signed in. It counts once a code of the app has confirmed it. */
export async function beginSecondFactor(
  parts: AuthParts,
  { from, password }: { from: AskedFrom; password: string },
): Promise<{ kind: 'begun'; factor: NewSecondFactor } | Refusal> {
  const answer = await byPassword(parts, from, async (api, headers) =>
    api.enableTwoFactor({ body: { password, method: 'totp' }, headers, returnHeaders: true }),
  );
  if (answer.kind === 'refused') return answer;
  const { totpURI: uri = '', backupCodes = [] } = answer.value as {
    totpURI?: string;
    backupCodes?: string[];
  };
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return { kind: 'begun', factor: { uri, secret, backupCodes } };
}

/** The first code of the app: from now on the password alone is not enough. Other browsers stay signed in. */
export async function confirmSecondFactor(
  parts: AuthParts,
  { from, code }: { from: AskedFrom; code: string },
): Promise<DoneAnswer> {
  const session = await parts.session(from);
  if (!session) return NOT_SIGNED_IN;
  const key = await attemptKey('password', session.person.email);
  const refusal = parts.limit(key, 'password');
  if (refusal) return refusal;
  parts.note(key);
  const { api } = await parts.open();
  const answer = await callLibrary(() =>
    api.verifyTOTP({ body: { code }, headers: headersOf(from), returnHeaders: true }),
  );
  if (answer.kind === 'refused') return answer;
  if (key !== null) parts.attempts.forgive(key);
  return { kind: 'done', cookies: answer.cookies };
}

/** The password alone is enough again; the codes are gone. */
export async function endSecondFactor(
  parts: AuthParts,
  { from, password }: { from: AskedFrom; password: string },
): Promise<DoneAnswer> {
  const answer = await byPassword(parts, from, async (api, headers) =>
    api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  );
  return answer.kind === 'refused' ? answer : { kind: 'done', cookies: answer.cookies };
}

/** Ten new backup codes in place of what is left of the old ones. */
export async function renewBackupCodes(
  parts: AuthParts,
  { from, password }: { from: AskedFrom; password: string },
): Promise<{ kind: 'codes'; backupCodes: string[] } | Refusal> {
  const answer = await byPassword(parts, from, async (api, headers) =>
    api.generateBackupCodes({ body: { password }, headers, returnHeaders: true }),
  );
  if (answer.kind === 'refused') return answer;
  return { kind: 'codes', backupCodes: (answer.value as { backupCodes: string[] }).backupCodes };
}

type Api = Awaited<ReturnType<AuthParts['open']>>['api'];

/** A call of the library that needs the password again, within the limits on wrong ones. */
async function byPassword(
  parts: AuthParts,
  from: AskedFrom,
  call: (api: Api, headers: Headers) => Promise<{ headers: Headers; response: unknown }>,
): Promise<LibraryAnswer<unknown>> {
  const session = await parts.session(from);
  if (!session) return NOT_SIGNED_IN;
  const key = await attemptKey('password', session.person.email);
  const refusal = parts.limit(key, 'password');
  if (refusal) return refusal;
  parts.note(key);
  const { api } = await parts.open();
  const answer = await callLibrary(() => call(api, headersOf(from)));
  if (answer.kind === 'ok' && key !== null) parts.attempts.forgive(key);
  return answer;
}
