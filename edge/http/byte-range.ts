import type { AskedRange } from '../rpc/account-rpc.ts';

/**
 * `Range` of a request, where it asks for one stretch of bytes. Null for anything else: a server may always answer with
 * the whole (RFC 9110, 14.2), and nobody needs several stretches at once.
 */
export function readRange(header: string | undefined): AskedRange | null {
  const [, from, to] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from === '') return { last: Number(to) };
  const last = to === '' ? null : Number(to);
  return last !== null && last < Number(from) ? null : { from: Number(from), to: last };
}
