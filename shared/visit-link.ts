import { addParameter } from './query-parameter.ts';

/** What a link from one listed host of a site to another carries, so that the visitor stays the same. */
export const LINK_PARAMETER = '_rl';

const PARAMETER = /(\?)_rl=[^&#]*&|[?&]_rl=[^&#]*/;

/** The address with the parameter in it; one that stood there before is replaced. */
export function addVisitLink(address: string, link: string): string {
  return addParameter(removeVisitLink(address), `${LINK_PARAMETER}=${link}`);
}

/** What the parameter in a query says; empty where there is none. */
export function findVisitLink(search: string): string {
  return /[?&]_rl=([\w-]*)/.exec(search)?.[1] ?? '';
}

/** The address as it was before, byte for byte. */
export function removeVisitLink(address: string): string {
  return address.replace(PARAMETER, '$1');
}
