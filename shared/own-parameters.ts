const OWN = /([?&])(?:(?:ringlet=debug|_rl=)[^&#]*(&?))+/g;

/**
 * An address, which has no fragment, without what only Ringlet reads: what opens the overlay (`debug-link.ts`), and what a link between two
 * hosts carries (`visit-link.ts`). All else stays byte for byte.
 */
export function removeOwnParameters(address: string): string {
  return address.replace(OWN, (_, before: string, after: string) => after && before);
}
