import type { Reach } from '../../../domain/rights.ts';
import { reachOf } from '../../../domain/rights.ts';
import { refuse } from '../refused.ts';
import type { Credential } from './credentials.ts';

/**
 * On which entities the right holds. Without `id` the request is about the kind as a whole.
 *
 * @throws Refused with `forbidden`; with `not_found` for an entity that whoever asks may not even see
 */
export function checkRight(credential: Credential, right: string, id?: string): Reach {
  const reach = reachOf(credential.rights, right);
  if (reach === 'all') return reach;
  if (reach.size === 0) refuse('forbidden', lacking(credential, right));
  if (id !== undefined && !reach.has(id)) {
    const seen = reachOf(credential.rights, `${right.split(':')[0]}:view`);
    if (seen === 'all' || seen.has(id)) refuse('forbidden', `${right} is not given for this one.`);
    refuse('not_found', `There is no such entity among the ${right.split(':')[0]}.`);
  }
  return reach;
}

/** For what concerns all entities of a kind, or makes a new one. @throws Refused with `forbidden` */
export function checkWholeRight(credential: Credential, right: string): void {
  if (checkRight(credential, right) !== 'all') {
    refuse('forbidden', `${right} is given for single entities only, and this concerns all of them.`);
  }
}

function lacking({ member }: Credential, right: string): string {
  return member === null
    ? `The token lacks the scope ${right}.`
    : `None of your roles has the right ${right}.`;
}
