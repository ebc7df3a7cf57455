import type { Office } from '../../shared/contract/admin/office.ts';
import type { SimulatedLeg } from '../../shared/contract/simulator.ts';
import { formatPhone } from '../format-phone.ts';

/** A leg as this page knows it. `talkingSince` is epoch ms by this browser's clock, null before an answer. */
export interface KnownLeg extends SimulatedLeg {
  talkingSince: number | null;
}

export interface Telephone {
  /** E.164 or a SIP address. */
  address: string;
  name: string;
  owner: 'office' | 'visitor';
  /** The newest live leg, else the newest ended one. */
  leg: KnownLeg | null;
  /** Live legs beside the shown one. */
  otherCalls: number;
}

/**
 * Takes a picture over what is known. The server forgets ended legs sooner or later; this page keeps them until
 * they are cleared, and a live leg that is missing from the picture has ended.
 */
export function mergePicture(
  known: readonly KnownLeg[],
  calls: readonly SimulatedLeg[],
  now: number,
): KnownLeg[] {
  const before = new Map(known.map((leg) => [leg.id, leg]));
  const merged = calls.map((leg): KnownLeg => {
    const old = before.get(leg.id);
    before.delete(leg.id);
    return { ...leg, talkingSince: talkingSince(leg, old, now) };
  });
  const gone = [...before.values()].map(
    (leg): KnownLeg =>
      isLive(leg) ? { ...leg, state: 'ended', endedAt: new Date(now).toISOString(), endedBy: 'there' } : leg,
  );
  return [...merged, ...gone];
}

/** The offices' telephones in their order, then visitors' telephones, the latest called first. */
export function listTelephones(offices: readonly Office[], legs: readonly KnownLeg[]): Telephone[] {
  const names = new Map<string, string[]>();
  for (const office of offices) {
    const address = office.phone ?? office.sip;
    if (address !== null) names.set(address, [...(names.get(address) ?? []), office.name]);
  }
  const visitors = new Set(
    newestFirst(legs)
      .map((leg) => leg.to)
      .filter((to) => !names.has(to)),
  );
  return [
    ...[...names].map(([address, owners]) => telephone(address, owners.join(', '), 'office', legs)),
    ...[...visitors].map((to) => telephone(to, `Visitor ${formatPhone(to)}`, 'visitor', legs)),
  ];
}

export function isLive(leg: SimulatedLeg): boolean {
  return leg.state !== 'ended';
}

export function isTalking(leg: SimulatedLeg): boolean {
  return leg.state === 'answered' || leg.state === 'connected';
}

function telephone(
  address: string,
  name: string,
  owner: Telephone['owner'],
  legs: readonly KnownLeg[],
): Telephone {
  const own = newestFirst(legs.filter((leg) => leg.to === address));
  const live = own.filter(isLive);
  const leg = live[0] ?? own[0] ?? null;
  return { address, name, owner, leg, otherCalls: Math.max(0, live.length - 1) };
}

function newestFirst(legs: readonly KnownLeg[]): KnownLeg[] {
  return [...legs].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}

/** The page counts from the moment it saw the answer; after a reload the start of the leg is all it knows. */
function talkingSince(leg: SimulatedLeg, old: KnownLeg | undefined, now: number): number | null {
  if (old && old.talkingSince !== null) return old.talkingSince;
  if (!isTalking(leg)) return null;
  return old ? now : Math.min(now, Date.parse(leg.startedAt));
}
