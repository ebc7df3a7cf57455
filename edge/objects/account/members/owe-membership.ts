import type { FactBody } from '../../../domain/facts.ts';

/** The object of people, by the name that it is reached by. */
export const PEOPLE = 'auth';

/** Owes it the news that somebody may enter the account, or no more. Call inside a transaction. */
export function oweMembership(
  owe: (id: string, target: string, subject: string, body: FactBody) => void,
  membership: { user: string; account: string; name: string; isMember: boolean },
  now: number,
): void {
  const { user, isMember } = membership;
  const subject = `member:${user}`;
  owe(`${subject}:${isMember}:${now}`, PEOPLE, subject, { type: 'membership.changed', ...membership });
}
