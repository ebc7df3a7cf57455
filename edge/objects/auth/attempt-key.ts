import { sha256Hex } from '../../keys/ids.ts';

/** By what tries are counted; null where nobody can be told apart. */
export async function attemptKey(kind: string, text: string | null): Promise<string | null> {
  return text === null ? null : `${kind}:${await sha256Hex(text.toLowerCase())}`;
}

/** `Set-Cookie` as the browser would send them back: those that were deleted are not there. */
export function cookieOf(setCookies: string[]): string {
  return setCookies
    .map((line) => line.split(';', 1)[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}
