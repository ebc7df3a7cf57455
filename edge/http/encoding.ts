import type { Encoding } from '../services/site-scripts.ts';

/** The smaller one first. */
const OFFERED: readonly Encoding[] = ['br', 'gzip'];

/**
 * What an `Accept-Encoding` header allows of what we have: brotli, else gzip, else null for the plain text. An encoding
 * of quality zero is refused; other qualities are not weighed, because a client that reads both is served by either.
 */
export function pickEncoding(acceptEncoding: string | undefined): Encoding | null {
  const accepted = new Map(
    (acceptEncoding ?? '').split(',').map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      return [name, !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter))];
    }),
  );
  return OFFERED.find((encoding) => accepted.get(encoding) ?? accepted.get('*') ?? false) ?? null;
}

/** Whether `If-None-Match` names the entity; by weak comparison, as RFC 9110 wants it there. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}
