import type { Named } from '../../../domain/crm/communication.ts';
import type { EntityKind } from '../entity-bodies.ts';
import type { EntityStore } from '../entity-store.ts';

type NamedKind = Extract<EntityKind, 'sites' | 'campaigns' | 'offices' | 'channels'>;

/** What an entity is called at this moment; null for none, and for one that is gone. */
export function nameOf(entities: EntityStore, kind: NamedKind, id: string | null | undefined): Named | null {
  const found = id ? entities.get(kind, id) : null;
  return found && { id: found.id, name: found.name };
}

/** The employee who is reached at the phone of an office; null if nobody is, or several are. */
export function employeeAt(entities: EntityStore, office: string | null): string | null {
  const phone = office === null ? null : (entities.get('offices', office)?.phone ?? null);
  if (phone === null) return null;
  const [found, another] = entities.list('employees').filter((employee) => employee.phone === phone);
  return found && !another ? found.id : null;
}
