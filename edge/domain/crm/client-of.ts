import type { Communication } from './communication.ts';

/** Whose communications are written one after another: those of one telephone, else of one address, else each alone. */
export function clientOf({ id, contact }: Pick<Communication, 'id' | 'contact'>): string {
  return contact.phones[0] ?? contact.emails[0]?.toLowerCase() ?? id;
}
