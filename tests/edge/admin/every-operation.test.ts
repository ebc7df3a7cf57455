import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { mergeCall } from '../../../edge/domain/call-event.ts';
import { composeCall } from '../../../edge/domain/call-record.ts';
import { MAX_ADMIN_BODY, MAX_IMPORT_BODY } from '../../../edge/domain/limits.ts';
import type { ResourceKind } from '../../../edge/domain/resource-model.ts';
import { listOperations, type ResourceOperation, rightOf } from '../../../edge/domain/resource-operations.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { attach } from '../support/access.ts';
import { type Answer, type Ask, aBusiness, aShop, aTokenWith, type Business } from '../support/admin.ts';
import { recordsOfPeople } from '../support/entities.ts';

/** Every operation of the table, on an entity that can bear it; an operation without a line here is red. */
const OPERATIONS = listOperations().map((operation) => ({ ...operation, name: operation.operationId }));

const CHANGES: Partial<Record<ResourceKind, { body: object; patch: object; fault: object; at: string }>> = {
  sites: {
    body: { name: 'New', hosts: ['new.example', 'WWW.Example.com.'] },
    patch: { consentDefault: 'memory' },
    fault: { hosts: ['new.example', 'no/host'] },
    at: 'hosts.1',
  },
  offices: {
    body: { name: 'New', phone: '+74950007070', notifications: [{ email: 'a@b.example', on: 'all' }] },
    patch: { notifications: [{ email: 'a@b.example', on: 'success' }] },
    fault: { phone: '8 495 000-70-70' },
    at: 'phone',
  },
  numbers: {
    body: { e164: '+74955559999', region: 'Moscow' },
    patch: { status: 'disabled', region: null },
    fault: { e164: '+74955559998' },
    at: 'e164',
  },
  campaigns: {
    body: { name: 'New' },
    patch: { groups: [{ any: [{ type: 'utm_source', op: 'contains', value: 'ya', not: true }] }] },
    fault: { groups: [{ any: [{ type: 'utm_source', op: 'contains', value: '' }] }] },
    at: 'groups.0.any.0.value',
  },
  widgets: {
    body: { name: 'New', texts: { ru: { title: 'Позвоните' } } },
    patch: { texts: { ru: { title: null, lead: 'Звоним сами' } }, behaviour: { countdownS: 30 } },
    fault: { style: { accent: 'red' } },
    at: 'style.accent',
  },
  schedules: {
    body: { name: 'New', timeZone: 'Asia/Dubai' },
    patch: { week: { sun: [{ from: '10:00', to: '16:30' }] } },
    fault: { convenient: { mon: '25:00' } },
    at: 'convenient.mon',
  },
  integrations: {
    body: { name: 'New', provider: 'twilio', secret: '0123456789abcdef0123456789abcdef' },
    patch: { name: 'Renamed' },
    fault: { secret: 'too short' },
    at: 'secret',
  },
  styles: {
    body: { name: 'New', style: { accent: '#0b7a4b', css: '.rl-title {color: red}' } },
    patch: { style: { accent: '#14693a' } },
    fault: { style: { background: 'u0000000000000000000000000000' } },
    at: 'style.background',
  },
  exclusions: {
    body: { address: '203.0.113.7' },
    patch: { note: 'A monitor' },
    fault: { address: 'next door' },
    at: 'address',
  },
  roles: {
    body: { name: 'New' },
    patch: { picture: { emoji: '👀' } },
    fault: { rights: [{ entity: 'castles', may: ['view'] }] },
    at: 'rights.0',
  },
  grants: {
    body: {},
    patch: { only: [] },
    fault: { only: [{ entity: 'castles', items: ['cas_0123456789abcdef'] }] },
    at: 'only.0.entity',
  },
  invitations: {
    body: { email: 'new@people.test' },
    patch: {},
    fault: { email: 'nobody' },
    at: 'email',
  },
  tokens: {
    body: { name: 'New', scopes: ['tokens:create'] },
    patch: {},
    fault: { scopes: ['everything'] },
    at: 'scopes.0',
  },
  employees: {
    body: { name: 'New', phone: '+74950003030' },
    patch: { extension: '12' },
    fault: { schedule: 'sch_0123456789abcdef' },
    at: 'schedule',
  },
  groups: {
    body: { name: 'New' },
    patch: { name: 'Renamed' },
    fault: { employees: ['emp_0123456789abcdef'] },
    at: 'employees.0',
  },
  channels: {
    body: { name: 'New', type: 'telegram', address: '@beresta' },
    patch: { closing: { by: 'employee' } },
    fault: { scenario: { greeting: 'x'.repeat(1001) } },
    at: 'scenario.greeting',
  },
  calls: { body: {}, patch: { ownTags: ['order', 'urgent'] }, fault: { ownTags: [''] }, at: 'ownTags.0' },
  privacy: {
    body: { action: 'export', phone: '+79161234567' },
    patch: {},
    fault: { phone: '8 916 123-45-67' },
    at: 'phone',
  },
  previews: {
    body: { style: { accent: '#0b7a4b' } },
    patch: {},
    fault: { url: 'https://elsewhere.example/' },
    at: 'url',
  },
  rules: {
    body: { name: 'New' },
    patch: { fields: { comment: 'From {{ campaign_name or "nobody" }}' } },
    fault: { fields: { comment: '{{ campaign_name' } },
    at: 'fields.comment',
  },
  webhooks: {
    body: { name: 'New', events: ['call.ended'], url: 'https://crm.shop.example/hook' },
    patch: { events: ['callback.ended', 'call.started'] },
    fault: { url: 'https://10.0.0.1/' },
    at: 'url',
  },
  purchases: {
    body: {},
    patch: {},
    fault: { numbers: ['next door'] },
    at: 'numbers.0',
  },
  requests: {
    body: { region: 'Sakhalin', count: 3 },
    patch: {},
    fault: { count: 0 },
    at: 'count',
  },
};

interface World {
  business: Business;
  /** An entity of each kind that nothing refers to. */
  ids: Record<ResourceKind, string>;
  /** What bodies need to lead to something. */
  links: Partial<Record<ResourceKind, object>>;
  /** The site of the campaign. */
  shop: string;
}

async function aWorld(): Promise<World> {
  const business = await aBusiness();
  const shop = await aShop(business, 1);
  const offices = [{ office: shop.office, selectors: ['.phone'], numbers: shop.numbers }];
  const links = {
    campaigns: { site: shop.site, offices },
    widgets: { site: shop.site, offices: [shop.office] },
  };
  const campaign = await business.make('campaigns', { name: 'C', ...links.campaigns });
  const widget = await business.make('widgets', { name: 'W', ...links.widgets });
  const integration = await business.make('integrations', { name: 'PBX', provider: 'webhook' });
  const exclusion = await business.make('exclusions', { address: '198.51.100.0/24' });
  const access = await anAccess(business);
  const webhook = await business.make('webhooks', {
    name: 'W',
    events: ['pool.alert'],
    url: 'http://127.0.0.1:9/', // where this server asks nobody
  });
  const free = await aFreeSet(business);
  const schedule = await business.make('schedules', { name: 'Hours', timeZone: 'Europe/Moscow' });
  const callback = await aCallback(business);
  const call = await aCall(business);
  const event = await anEvent(business);
  const delivery = await aDelivery(business);
  const style = await business.make('styles', { name: 'Spring' });
  const upload = await anUpload(business);
  const money = await aMarket(business);
  const personal = await recordsOfPeople(business.account);
  const audit = (await business.ask('GET', 'audit?limit=1')).body.items[0].id;
  const privacy = await business.make('privacy', { action: 'export', phone: '+79161234560' });
  const seen = { widget: widget.id, url: 'https://shop.example/' };
  const preview = await business.make('previews', seen);
  const crm = await business.make('integrations', {
    name: 'CRM',
    provider: 'bitrix24',
    domain: 'beresta.bitrix24.ru',
  });
  const rule = await business.make('rules', { name: 'R', integration: crm.id });
  return {
    business,
    links: { ...links, grants: access.link, previews: seen, rules: { integration: crm.id } },
    shop: shop.site,
    ids: {
      ...free,
      campaigns: campaign.id,
      widgets: widget.id,
      schedules: schedule.id,
      integrations: integration.id,
      exclusions: exclusion.id,
      webhooks: webhook.id,
      callbacks: callback,
      calls: call,
      events: event,
      deliveries: delivery,
      ...access.ids,
      styles: style.id,
      uploads: upload,
      ...(await aConversation(business)),
      ...money,
      ...personal,
      audit,
      privacy: privacy.id,
      previews: preview.id,
      rules: rule.id,
    },
  };
}

async function aFreeSet(business: Business) {
  const site = await business.make('sites', { name: 'Free', hosts: ['free.example'] });
  const office = await business.make('offices', { name: 'Free', sip: 'sip:free@pbx.example' });
  const number = await business.make('numbers', { e164: '+74955550000', region: 'Moscow' });
  return { sites: site.id, offices: office.id, numbers: number.id };
}

async function anAccess(business: Business) {
  const person = { id: 'somebody', email: 'somebody@people.test', name: 'Somebody' };
  const member = await attach(business, person);
  const role = async () => (await business.make('roles', { name: 'A role' })).id;
  const grant = await business.make('grants', { member, role: await role() });
  const invitation = await business.make('invitations', { email: 'guest@people.test' });
  const token = await business.make('tokens', { name: 'T', scopes: ['calls:view'] });
  const ids = {
    members: member,
    roles: await role(),
    grants: grant.id,
    invitations: invitation.id,
    tokens: token.id,
  };
  return { link: { member, role: await role() }, ids };
}

async function aCallback(business: Business): Promise<string> {
  const {
    id,
    touch,
    createdAt: _,
    scheduledAt: __,
    changedAt: ___,
    ...rest
  } = RESOURCES.callbacks.example.entity;
  const status = 'needs_confirmation';
  const record = { id, touch, ...rest, status, createdAt: 1000, scheduledAt: 2000, changedAt: 3000 };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    new EntityStore(state.storage.sql).save('callbacks', record as never, 1000);
  });
  return String(id);
}

async function aCall(business: Business): Promise<string> {
  const event = { call: '1', number: '+74955550101', caller: null, at: 1000, kind: 'started' } as const;
  const record = composeCall(
    { id: 'call_0123456789abcdef', provider: 'simulator', integration: null },
    mergeCall(null, event),
    null,
    1000,
  );
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    new EntityStore(state.storage.sql).save('calls', record, 1000);
  });
  return record.id;
}

async function anEvent(business: Business): Promise<string> {
  const event = { ...RESOURCES.events.example.entity, occurredAt: 1000 };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    new EntityStore(state.storage.sql).save('events', event as never, 1000);
  });
  return String(RESOURCES.events.example.entity.id);
}

async function aConversation(business: Business) {
  const employee = await business.make('employees', { name: 'Olga' });
  const group = await business.make('groups', { name: 'Sales' });
  const channel = await business.make('channels', { name: 'Chat', type: 'site' });
  const { startedAt: _, endedAt: __, lines: ___, ...rest } = RESOURCES.communications.example.entity;
  const record = { ...rest, startedAt: 1000, endedAt: 2000, lines: [] };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    new EntityStore(state.storage.sql).save('communications', record as never, 1000);
  });
  const communications = String(rest.id);
  return { employees: employee.id, groups: group.id, channels: channel.id, communications };
}

async function anUpload(business: Business): Promise<string> {
  const { createdAt: _, ...rest } = RESOURCES.uploads.example.entity;
  const record = { ...rest, createdAt: 1000, digest: '' };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    new EntityStore(state.storage.sql).save('uploads', record as never, 1000);
  });
  return String(rest.id);
}

/** A line of the ledger that pays for what is bought, a purchase, a request, and a job that nobody works on. */
async function aMarket(business: Business) {
  const kinds = ['ledger', 'purchases', 'requests', 'jobs'] as const;
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    const entities = new EntityStore(state.storage.sql);
    for (const kind of kinds) entities.save(kind, RESOURCES[kind].example.entity as never, 1000);
  });
  const idOf = (kind: (typeof kinds)[number]) => String(RESOURCES[kind].example.entity.id);
  return {
    ledger: idOf('ledger'),
    purchases: idOf('purchases'),
    requests: idOf('requests'),
    jobs: idOf('jobs'),
  };
}

async function aDelivery(business: Business): Promise<string> {
  const { createdAt: _, endedAt: __, attempts: ___, ...rest } = RESOURCES.deliveries.example.entity;
  const record = { ...rest, createdAt: 1000, endedAt: 2000, attempts: [] };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_instance, state) => {
    new EntityStore(state.storage.sql).save('deliveries', record as never, 1000);
  });
  return String(rest.id);
}

async function ask(world: World, operation: ResourceOperation, change: Ask = {}): Promise<Answer> {
  const { kind } = operation.resource;
  const path = operation.path.replace('{id}', world.ids[kind]).slice(1);
  if (operation.action === 'pause') await world.business.ask('POST', path.replace('pause', 'start'));
  const body = await bodyOf(world, operation);
  const headers: Record<string, string> = {};
  if (operation.verb === 'update') {
    const current = await world.business.ask('GET', path);
    headers['if-match'] = current.headers.get('etag') ?? '';
  }
  return world.business.ask(operation.method.toUpperCase(), path, {
    ...(body !== undefined && { body }),
    headers,
    ...change,
  });
}

async function bodyOf({ business, links, ids, shop }: World, operation: ResourceOperation): Promise<unknown> {
  const { kind } = operation.resource;
  if (operation.method === 'get') return undefined;
  if (operation.verb === 'import') {
    return { rows: [kind === 'numbers' ? { e164: '+74955558888' } : { name: 'New', phone: '+74950007070' }] };
  }
  // The stock is one for all accounts, so what is sold is another number each time.
  if (operation.verb === 'create' && kind === 'purchases') {
    const { body } = await business.ask('GET', 'numbers/stock?region=samara&limit=1');
    return { numbers: [body.items[0].e164] };
  }
  if (operation.verb === 'create') return { ...links[kind], ...CHANGES[kind]?.body };
  if (operation.verb === 'update') return CHANGES[kind]?.patch;
  if (operation.action === 'replay' && kind === 'campaigns') return { site: shop, order: [ids.campaigns] };
  if (operation.verb === 'ask') {
    if (kind === 'rules' && operation.action === 'template') return { template: '{{ campaign_name }}' };
    if (kind === 'rules') return { ...links.rules, communication: ids.communications };
    if (kind === 'styles') return { style: { accent: '#0b7a4b' } };
    if (kind !== 'sites') return { site: ids.sites, url: 'https://free.example/?utm_source=ya' };
    // A page of a host that the site does not list is not even asked for.
    return { url: operation.action === 'check' ? 'https://elsewhere.example/' : 'https://free.example/' };
  }
  if (kind === 'deliveries' && operation.action === 'replay' && operation.method === 'put') {
    return { destination: 'mail', from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z' };
  }
  if (kind === 'deliveries' && operation.method === 'put') return { destination: 'mail' };
  if (operation.action !== 'order') return undefined;
  const { body } = await business.ask('GET', kind);
  return { ...(kind === 'rules' && links.rules), order: body.items.map(({ id }: { id: string }) => id) };
}

const SUCCESS = {
  list: 200,
  get: 200,
  create: 201,
  update: 200,
  delete: 204,
  ask: 200,
  show: 200,
  import: 201,
} as const;

describe.each(OPERATIONS)('$name', (operation) => {
  const { resource, verb, path } = operation;
  const hasBody = operation.method !== 'get' && verb !== 'delete';
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });

  it('is refused without a token, with a damaged and with an unknown one', async () => {
    const unknown = world.business.token.slice(0, -4) + '0000';
    for (const token of [null, 'x', world.business.token.replace('rl_', 'rl_0'), unknown]) {
      const { status, headers, body } = await ask(world, operation, { token });
      expect([token, status, body.type.split('/').at(-1)]).toEqual([token, 401, 'unauthorized']);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('is not there for another account’s token', async () => {
    const { token } = await aBusiness();
    expect((await ask(world, operation, { token })).status).toBe(404);
  });

  it('needs its right and nothing else', async () => {
    const right = rightOf(operation);
    const others = ['view', 'create', 'edit', 'delete', 'act'].map((name) => `${resource.kind}:${name}`);
    const token = await aTokenWith(
      world.business,
      others.filter((scope) => scope !== right),
    );
    const refused = await ask(world, operation, { token });
    expect(refused).toMatchObject({ status: 403, body: { type: expect.stringMatching(/forbidden$/) } });
    expect(refused.body.detail).toContain(right);
    const own = await aTokenWith(world.business, [right]);
    const allowed = await ask(world, operation, { token: own });
    expect(allowed.status).toBeLessThan(300);
    world = await aWorld();
  });

  it('refuses a parameter that it does not know, by name', async () => {
    const { kind } = resource;
    const place = path.replace('{id}', world.ids[kind]).slice(1);
    const body = await bodyOf(world, operation);
    const answer = await world.business.ask(operation.method.toUpperCase(), `${place}?colour=red`, {
      ...(body !== undefined && { body }),
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'colour' }] } });
  });

  if (path.includes('{id}')) {
    it('is 404 for an id that is none', async () => {
      const ids = { ...world.ids, [resource.kind]: `${resource.prefix}_0000000000000000` };
      expect((await ask({ ...world, ids }, operation)).status).toBe(404);
    });
  }

  if (verb === 'create' || verb === 'update') {
    it('refuses unknown fields and faults, and names them', async () => {
      const extra = await ask(world, operation, {
        body: JSON.parse('{"__proto__":{"name":"x"},"colour":1}'),
      });
      expect(extra.status).toBe(400);
      const codes = extra.body.errors.map((error: { code: string }) => error.code);
      expect(codes).toContain('unrecognized_key');
      if (verb === 'create') expect(codes).toContain('required');
      const headers = { 'if-match': '*' };
      const unknown = await ask(world, operation, { body: { name: 'N', colour: 1 }, headers });
      expect(unknown.body.errors).toContainEqual(
        expect.objectContaining({ path: 'colour', code: 'unrecognized_key' }),
      );
      const change = CHANGES[resource.kind];
      const body =
        verb === 'create'
          ? { ...world.links[resource.kind], ...change?.body, ...change?.fault }
          : change?.fault;
      const fault = await ask(world, operation, { body, headers });
      if (verb === 'update' || resource.kind !== 'numbers') {
        expect(fault).toMatchObject({ status: 400, body: { type: expect.stringMatching(/invalid$/) } });
        expect(fault.body.errors.map((error: { path: string }) => error.path)).toEqual([change?.at]);
      }
    });
  }

  if (hasBody) {
    it('refuses a body that is too large or no JSON', async () => {
      const tooLong = verb === 'import' ? MAX_IMPORT_BODY : MAX_ADMIN_BODY;
      expect((await ask(world, operation, { body: `{"name":"${'x'.repeat(tooLong)}"}` })).status).toBe(413);
      const broken = await ask(world, operation, { body: '{"name":' });
      expect(broken).toMatchObject({ status: 400, body: { type: expect.stringMatching(/bad_json$/) } });
      const deep = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000);
      expect((await ask(world, operation, { body: deep })).status).toBe(400);
    });
  }

  it('does its work', async () => {
    const { status, body, headers } = await ask(world, operation);
    expect(status).toBe(verb === 'act' ? (path.includes('{id}') ? 200 : 204) : SUCCESS[verb]);
    const asked = verb === 'ask' ? resource.questions : verb === 'show' ? resource.views : [];
    const question = asked.find(({ name }) => name === operation.action);
    expect(headers.get('cache-control')).toBe('no-store');
    if (verb === 'list') {
      expect(body.items.length).toBeGreaterThan(0);
      for (const item of body.items) expect(resource.entity.safeParse(item).error).toBeUndefined();
    } else if (question) {
      expect(question.answer.safeParse(body).error).toBeUndefined();
    } else if (status !== 204) {
      const made = verb === 'import' ? RESOURCES.jobs : resource;
      expect(made.entity.safeParse(body).error).toBeUndefined();
      expect(headers.get('etag')).toMatch(/^"\d+"$/);
    }
    if (verb === 'create') {
      const { host } = new URL('http://127.0.0.1:8787');
      expect(headers.get('location')).not.toContain(host);
      const place = headers.get('location')?.split('/').slice(5).join('/') ?? '';
      // A secret is shown with the creation and never again.
      const secret =
        { integrations: { secret: null }, webhooks: { secret: null }, tokens: { token: null } }[
          resource.kind as string
        ] ?? {};
      expect((await world.business.ask('GET', place)).body).toEqual({ ...body, ...secret });
    }
    if (verb === 'update') expect(body).toMatchObject(withoutNulls(CHANGES[resource.kind]?.patch));
    if (verb === 'delete') {
      expect(
        (await world.business.ask('GET', path.replace('{id}', world.ids[resource.kind]).slice(1))).status,
      ).toBe(404);
    }
  });
});

function withoutNulls(patch: unknown): object {
  return JSON.parse(JSON.stringify(patch, (_, value) => (value === null ? undefined : value)));
}
