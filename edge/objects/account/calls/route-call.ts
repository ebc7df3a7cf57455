import type { HeldSegment } from '../../../domain/attribution.ts';
import type { WidgetOffice } from '../../../domain/site-model.ts';
import type { AssignmentStore } from '../assignment-store.ts';
import type { EntityStore } from '../entity-store.ts';

/**
 * Where a call to a number goes: the office whose visitor holds it, else that of its present place, else that of its
 * last one, because people keep numbers longer than campaigns run. Null if no office of the account can be called.
 */
export function routeCall(
  { entities, assignments }: { entities: EntityStore; assignments: AssignmentStore },
  { number, at, holders }: { number: string; at: number; holders: readonly HeldSegment[] },
): WidgetOffice | null {
  const holder = holders.find(({ from, until }) => from <= at && at < until);
  const places = assignments.listPlaces(number, 0, at);
  const id = holder?.office ?? assignments.placeAt(number, at)?.office ?? places.at(-1)?.office;
  const office = id === undefined ? null : entities.get('offices', id);
  const address = office?.phone ?? office?.sip ?? null;
  if (!office || address === null) return null;
  const extension = extensionFor(entities, office.id) ?? office.extension;
  return { id: office.id, name: office.name, address, extension };
}

/** What a widget says is to be dialled for calls to the numbers of an office (S1-69). */
function extensionFor(entities: EntityStore, office: string): string | null {
  const entries = entities.list('widgets').flatMap(({ callTrackingSelectors }) => callTrackingSelectors);
  const found = entries.find((entry) => entry.office === office && entry.extension >= 0);
  return found ? String(found.extension) : null;
}
