import type { FactBody } from '../facts.ts';
import type { ResourceKind } from '../resource-model.ts';

import type { Holds, ObjectTables } from './table-data.ts';

/** Whose data the documents of a kind are. */
export const ENTITY_DATA: Readonly<Record<ResourceKind, 'visitor' | 'people' | 'settings' | 'nothing'>> = {
  sites: 'settings',
  offices: 'settings',
  numbers: 'settings',
  campaigns: 'settings',
  widgets: 'settings',
  schedules: 'settings',
  calls: 'visitor',
  callbacks: 'visitor',
  integrations: 'settings',
  exclusions: 'settings',
  events: 'visitor',
  deliveries: 'visitor',
  members: 'people',
  invitations: 'people',
  roles: 'settings',
  grants: 'people',
  tokens: 'people',
  webhooks: 'settings',
  styles: 'settings',
  uploads: 'settings',
  previews: 'settings',
  employees: 'people',
  groups: 'settings',
  channels: 'settings',
  communications: 'visitor',
  rules: 'settings',
  ledger: 'nothing',
  purchases: 'settings',
  requests: 'settings',
  jobs: 'settings',
  leads: 'visitor',
  consents: 'visitor',
  audit: 'people',
  privacy: 'people',
};

/** Facts that tell of visitors while they wait to be sent; configurations tell of the account's own telephones. */
const TELLS_OF_VISITORS: Readonly<Record<FactBody['type'], boolean>> = {
  'callback.changed': true,
  'callback.decide': true,
  'simulator.hurry': true,
  'telephony.command': true,
  'telephony.event': true,
  'call.event': true,
  'pool.configure': false,
  'widget.configure': false,
  'delivery.send': true,
  'delivery.control': false,
  'delivery.changed': true,
  'membership.changed': false,
  'delivery.configure': false,
  'delivery.state': false,
  'privacy.keep': false,
};

export const listOf = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
export const kindsOf = (whose: 'visitor') =>
  Object.entries(ENTITY_DATA).flatMap(([kind, of]) => (of === whose ? [kind] : []));
const TOLD = Object.entries(TELLS_OF_VISITORS).flatMap(([type, tells]) => (tells ? [type] : []));

/** Of all columns the same. */
export function all(holds: Holds, ...names: string[]): Record<string, Holds> {
  return Object.fromEntries(names.map((name) => [name, holds]));
}

/** Every object has these. */
export const COMMON: ObjectTables = {
  migrations: { columns: all('nothing', 'module', 'n') },
  clock: { columns: all('nothing', 'id', 'last_seen') },
  timers: { columns: all('nothing', 'kind', 'key', 'due_at') },
};
export const RECEIVED: ObjectTables = {
  received: { columns: all('nothing', 'id', 'received_at') },
  subjects: { columns: all('nothing', 'subject', 'seq') },
};
export const OUTBOX: ObjectTables = {
  outbox: {
    columns: {
      ...all('nothing', 'seq', 'id', 'target', 'subject', 'due_at', 'attempts'),
      payload: 'visitor',
    },
    erase: {
      how: 'row',
      key: ['seq'],
      where: `json_extract(payload, '$.type') IN (${listOf(TOLD)})`,
    },
  },
};
