import type { CrmEntityKind, EntityRef, FoundEntities, FoundEntity } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/** What the CRM has of somebody, sorted by what it means for a new communication. */
export interface KnownContact {
  contact: FoundEntity | null;
  company: FoundEntity | null;
  /** The freshest lead and deal that may be added to (S4-33). */
  lead: FoundEntity | null;
  deal: FoundEntity | null;
}

/**
 * The freshest open lead and deal; if there is no open one of either kind and the rule says so, the last closed ones
 * (S4-47, S4-48).
 */
export function sortFound(found: FoundEntities, addToClosed: boolean): KnownContact {
  const open = { lead: freshest(found, 'lead', false), deal: freshest(found, 'deal', false) };
  const closed = { lead: freshest(found, 'lead', true), deal: freshest(found, 'deal', true) };
  const usable = addToClosed && !open.lead && !open.deal ? closed : open;
  const [contact, company] = [newest(found, 'contact'), newest(found, 'company')];
  return { ...usable, contact, company };
}

/**
 * Where a repeated contact is commented on (S4-30, S4-32): the deal, else the lead, else the contact or company; the
 * other way round; or the deal and the lead both. Empty: nothing is known, so it is a first contact.
 */
export function commentTargets(
  { lead, deal, contact, company }: KnownContact,
  priority: ResolvedRule['commentPriority'],
): EntityRef[] {
  const both = [deal, lead].filter((one) => one !== null);
  if (priority === 'both' && both.length > 0) return both.map(refOf);
  const order = priority === 'leads' ? [lead, deal, contact, company] : [deal, lead, contact, company];
  const first = order.find((one) => one !== null);
  return first ? [refOf(first)] : [];
}

/** An existing entity of the kind in one of the statuses that hold back a new one; null if none does (S3-25). */
export function holderBack(
  kind: CrmEntityKind,
  found: FoundEntities,
  heldBackBy: ResolvedRule['heldBackBy'],
): FoundEntity | null {
  const statuses = heldBackBy.filter(({ entity }) => entity === kind).map(({ status }) => status);
  return (
    found.find((one) => one.kind === kind && one.status !== null && statuses.includes(one.status)) ?? null
  );
}

export function refOf({ kind, id }: EntityRef): EntityRef {
  return { kind, id };
}

export function newest(found: FoundEntities, kind: CrmEntityKind): FoundEntity | null {
  return found.find((one) => one.kind === kind) ?? null;
}

/** The one that was made last among the open or among the closed. */
function freshest(found: FoundEntities, kind: CrmEntityKind, isClosed: boolean): FoundEntity | null {
  const those = found.filter((one) => one.kind === kind && one.isClosed === isClosed);
  return those.reduce<FoundEntity | null>(
    (best, one) => (!best || one.createdAt > best.createdAt ? one : best),
    null,
  );
}
