import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { mergeCall } from '../../../edge/domain/call-event.ts';
import { composeCall } from '../../../edge/domain/call-record.ts';
import type { ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { randomBase32 } from '../../../edge/keys/base32.ts';
import { AuditStore } from '../../../edge/objects/account/audit-store.ts';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { attach } from './access.ts';
import type { Business } from './admin.ts';

/** One entity of every kind in the account, by its id. `name` tells two such sets apart. */
export async function anEntityOfEach(
  host: Pick<Business, 'account' | 'make'>,
  name: string,
): Promise<Record<ResourceKind, string>> {
  const make = async (kind: string, body: object) => (await host.make(kind, { name, ...body })).id;
  const site = await make('sites', { hosts: [`${name}.example`] });
  const office = await make('offices', { phone: '+74950001010' });
  const digits = String(Math.floor(Math.random() * 10_000)).padStart(4, '0');
  const number = (await host.make('numbers', { e164: `+7495777${digits}`, status: 'active' })).id;
  const offices = [{ office, selectors: ['.phone'], numbers: [number] }];
  const member = await attach(host, { id: name, email: `${name}@people.test`, name });
  const role = await make('roles', {});
  const widget = await make('widgets', { site, offices: [office] });
  return {
    sites: site,
    offices: office,
    numbers: number,
    campaigns: await make('campaigns', { site, offices }),
    widgets: widget,
    previews: (await host.make('previews', { widget, url: `https://${name}.example/` })).id,
    styles: await make('styles', {}),
    schedules: await make('schedules', { timeZone: 'Europe/Moscow' }),
    integrations: await make('integrations', { provider: 'webhook' }),
    exclusions: (await host.make('exclusions', { address: '198.51.100.0/24' })).id,
    webhooks: await make('webhooks', { events: ['pool.alert'], url: 'https://hooks.example/in' }),
    members: member,
    roles: role,
    grants: (await host.make('grants', { member, role })).id,
    invitations: (await host.make('invitations', { email: `guest-${name}@people.test` })).id,
    tokens: await make('tokens', { scopes: ['calls:view'] }),
    employees: await make('employees', {}),
    groups: await make('groups', {}),
    channels: await make('channels', { type: 'site' }),
    rules: await aRuleOf(make),
    ...(await recordsOf(host.account)),
    ...(await recordsOfPeople(host.account)),
    audit: await anAuditRow(host.account),
    privacy: (await host.make('privacy', { action: 'export', phone: '+79161234560' })).id,
  };
}

/** What calls, orders and requests leave of people. */
export async function recordsOfPeople(account: string): Promise<{ leads: string; consents: string }> {
  const ids = { leads: `lead_${randomBase32(16)}`, consents: `con_${randomBase32(16)}` };
  const times = { createdAt: 1000, givenAt: 1000, consent: null };
  const example = (kind: 'leads' | 'consents') =>
    ({ ...RESOURCES[kind].example.entity, ...times, id: ids[kind] }) as never;
  await runInDurableObject(env.ACCOUNT.getByName(`account:${account}`), (_, { storage }) => {
    const entities = new EntityStore(storage.sql);
    for (const kind of ['leads', 'consents'] as const) entities.save(kind, example(kind), 1000);
  });
  return ids;
}

async function anAuditRow(account: string): Promise<string> {
  const id = `aud_${randomBase32(16)}`;
  const row = {
    kind: 'sites',
    verb: 'update',
    entity: '',
    fields: [],
    token: 'Test',
    requestId: 'r',
    at: 1000,
  };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${account}`), (_, { storage }) => {
    new AuditStore(storage.sql).add({ ...row, id });
  });
  return id;
}

/** A refining rule, and the CRM that it is about. */
async function aRuleOf(make: (kind: string, body: object) => Promise<string>): Promise<string> {
  const integration = await make('integrations', { provider: 'bitrix24', domain: 'beresta.bitrix24.ru' });
  return make('rules', { integration });
}

const RECORDS = [
  'callbacks',
  'events',
  'deliveries',
  'uploads',
  'communications',
  'ledger',
  'purchases',
  'requests',
  'jobs',
] as const;

/** What no request with JSON makes. */
async function recordsOf(account: string) {
  const idOf = (prefix: string) => `${prefix}_${randomBase32(16)}`;
  const ids = {
    callbacks: idOf('cb'),
    calls: idOf('call'),
    events: idOf('evt'),
    deliveries: idOf('dlv'),
    uploads: idOf('upl'),
    communications: idOf('com'),
    ledger: idOf('led'),
    purchases: idOf('pur'),
    requests: idOf('req'),
    jobs: idOf('job'),
  };
  const started = { call: '1', number: '+74955550101', caller: null, at: 1000, kind: 'started' } as const;
  const call = composeCall(
    { id: ids.calls, provider: 'simulator', integration: null },
    mergeCall(null, started),
    null,
    1000,
  );
  const times = {
    createdAt: 1000,
    scheduledAt: 2000,
    changedAt: 3000,
    occurredAt: 1000,
    startedAt: 1000,
    endedAt: 2000,
    attempts: [],
  };
  const example = (kind: (typeof RECORDS)[number]) =>
    ({
      ...RESOURCES[kind].example.entity,
      ...Object.fromEntries(Object.entries(times).filter(([name]) => name in RESOURCES[kind].example.entity)),
      ...('lines' in RESOURCES[kind].example.entity && { lines: [] }),
      ...(kind === 'uploads' && { digest: '' }),
      id: ids[kind],
    }) as never;
  await runInDurableObject(env.ACCOUNT.getByName(`account:${account}`), (_, { storage }) => {
    const entities = new EntityStore(storage.sql);
    entities.save('calls', call, 1000);
    for (const kind of RECORDS) entities.save(kind, example(kind), 1000);
  });
  return ids;
}
