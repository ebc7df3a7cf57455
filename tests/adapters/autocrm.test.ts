import { afterEach, describe, expect, it } from 'vitest';
import { autocrmAdapter } from '../../edge/adapters/crm/autocrm/autocrm-adapter.ts';
import { readTime, writeFilterTime, writeTime } from '../../edge/adapters/crm/autocrm/dealer-time.ts';
import type { Reply } from '../../edge/adapters/post-message.ts';
import type { CrmCall, CrmWrite, EntityFields, EntityRef } from '../../edge/domain/crm/port.ts';
import { FakeAutocrm, type FakeAutocrmOptions } from '../fakes/fake-autocrm.ts';
import { FaultPlan } from '../fakes/faults.ts';
import { type ServedHandler, serveHandler } from '../fakes/serve-handler.ts';

const CALLER = '+79161234567';
const CONTACT = { name: 'Иван', phones: [CALLER], emails: [] };
const FIELDS: EntityFields = {
  title: 'Звонок',
  contact: CONTACT,
  comment: 'Звонок с сайта',
  source: 'Яндекс',
  refinedSource: null,
  responsible: '7',
  funnel: null,
  stage: null,
  utm: { source: 'yandex', medium: 'cpc' },
  page: 'https://beresta.example/',
  extra: {},
  vendor: { requestType: '2', brand: '3', model: '4' },
};
const CALL: CrmCall = {
  id: 'call_0123456789abcdef',
  direction: 'in',
  phone: CALLER,
  line: '+74951234567',
  startedAt: Date.parse('2026-12-01T09:00:00Z'),
  answeredAt: Date.parse('2026-12-01T09:00:07Z'),
  endedAt: Date.parse('2026-12-01T09:02:00Z'),
  talkS: 113,
  outcome: 'answered',
  user: '7',
};

const open: ServedHandler[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function anAutocrm(options: Partial<FakeAutocrmOptions> = {}, login = 'ringlet') {
  const faults = new FaultPlan();
  const fake = new FakeAutocrm({ login: 'ringlet', password: 'пароль', faults, ...options });
  const server = await serveHandler((request) => fake.handle(request));
  open.push(server);
  const adapter = autocrmAdapter(
    {
      api: `http://${server.host}/yii/api`,
      login,
      password: 'пароль',
      timeZone: 'Europe/Moscow',
      salon: '1',
      post,
      now: () => Date.now(),
    },
    (id) => (id === CALL.id ? CALL : null),
  );
  const write = (step: CrmWrite, made: [string, EntityRef][] = []) =>
    adapter.write(step, `com_1:${step.step}`, new Map(made));
  return { fake, faults, adapter, write };
}

async function post(address: string, init: RequestInit): Promise<Reply> {
  try {
    const answer = await fetch(address, { ...init, redirect: 'manual', signal: AbortSignal.timeout(500) });
    return { kind: 'answered', status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch {
    return { kind: 'silent' };
  }
}

const create = (entity: 'inquiry' | 'service_inquiry' | 'worksheet' | 'client', links: EntityRef[] = []) =>
  ({ step: entity, kind: 'create', entity, fields: FIELDS, links }) as const;

describe('an inquiry', () => {
  it('is made with its client, its source and what the visit was, and the source is made if need be (S3-26)', async () => {
    const { fake, write } = await anAutocrm();
    const outcome = await write(create('inquiry'));
    expect(outcome).toMatchObject({ kind: 'done', value: { kind: 'inquiry' } });
    expect(fake.rows.source).toMatchObject([{ name: 'Яндекс', salon_ids: [1] }]);
    expect(fake.rows['leads/request']).toMatchObject([
      {
        salon_id: 1,
        type: 5,
        request_type_id: 2,
        source_id: fake.rows.source[0]?.id,
        first_name: 'Иван',
        phone: CALLER,
        assignee_id: 7,
        external_id: 'ringlet-com_1:inquiry',
        utm_source: 'yandex',
        utm_medium: 'cpc',
      },
    ]);
  });

  it('is one, however often it is written and whatever became of the answers', async () => {
    const { fake, faults, write } = await anAutocrm();
    const path = 'POST /leads/request';
    faults.next(path, { kind: 'status', status: 500 }, { kind: 'cut' }, { kind: 'html' });
    const outcomes = [];
    for (let i = 0; i < 5; i++) outcomes.push(await write(create('inquiry')));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['retry', 'retry', 'done', 'done', 'done']);
    expect(fake.rows['leads/request']).toHaveLength(1);
    expect(fake.rows.source).toHaveLength(1);
  });

  it('names the field that AutoCRM refuses, and no telephone', async () => {
    const { write } = await anAutocrm();
    const fields = { ...FIELDS, vendor: {} };
    const outcome = await write({ step: 'inquiry', kind: 'create', entity: 'inquiry', fields, links: [] });
    expect(outcome).toMatchObject({ kind: 'refused', cause: 'invalid' });
    expect(JSON.stringify(outcome)).toContain('request_type_id');
    expect(JSON.stringify(outcome)).not.toContain('9161234567');
  });
});

describe('a source', () => {
  it('of another dealership is none of this one, and a refined one belongs to its own', async () => {
    const { fake, write } = await anAutocrm();
    fake.add('source', { name: 'яндекс ', salon_ids: [2] });
    const own = fake.add('source', { name: 'ЯНДЕКС', salon_ids: [1] });
    const fields = { ...FIELDS, refinedSource: 'Поиск' };
    await write({ step: 'inquiry', kind: 'create', entity: 'inquiry', fields, links: [] });
    expect(fake.rows.source).toHaveLength(2);
    expect(fake.rows.source2).toMatchObject([{ name: 'Поиск', parent_id: own.id }]);
    expect(fake.rows['leads/request']).toMatchObject([{ source_id: own.id }]);
  });
});

describe('a worksheet', () => {
  it('hangs on its client, who is made once and found by any way of writing the number (S3-27)', async () => {
    const { fake, write } = await anAutocrm();
    const first = await write(create('client'));
    const second = await write(create('client'));
    expect(second).toEqual(first);
    expect(fake.rows.client).toMatchObject([{ phones: [{ type: 2, number: '79161234567' }] }]);
    if (first.kind !== 'done' || !first.value) throw new Error('no client');
    const made: [string, EntityRef][] = [['client', first.value]];
    const links = [{ step: 'client' }];
    await write({ step: 'sheet', kind: 'create', entity: 'worksheet', fields: FIELDS, links }, made);
    expect(fake.rows.retailCase).toMatchObject([
      { clientId: Number(first.value.id), brandId: 3, modelId: 4, externalId: 'ringlet-com_1:sheet' },
    ]);
  });

  it('is of the kind that its rule names', async () => {
    const { fake, write } = await anAutocrm();
    const fields = { ...FIELDS, vendor: { ...FIELDS.vendor, worksheet: 'used' } };
    await write({ step: 'sheet', kind: 'create', entity: 'worksheet', fields, links: [] });
    expect([fake.rows.saleUsedCase.length, fake.rows.retailCase.length]).toEqual([1, 0]);
  });

  it('gets a comment once', async () => {
    const { fake, write } = await anAutocrm();
    const on = { kind: 'worksheet', id: '5' } as const;
    const comment = { step: 'note', kind: 'comment', on, text: 'Перезвонил сам' } as const;
    await write(comment);
    await write(comment);
    expect(fake.rows.event).toMatchObject([{ caseId: 5, type: 2, comment: 'Перезвонил сам' }]);
  });
});

describe('a call', () => {
  it('is in the list once, in the wall clock of the dealership, and its recording hangs on it', async () => {
    const { fake, faults, write } = await anAutocrm();
    faults.next('POST /call', { kind: 'cut' });
    const step = { step: 'call', kind: 'call', call: CALL, about: null } as const;
    expect((await write(step)).kind).toBe('retry');
    expect((await write(step)).kind).toBe('done');
    const url = 'https://records.example/1.mp3';
    await write({ step: 'rec', kind: 'recording', of: CALL.id, url, about: null });
    expect(fake.rows.call).toMatchObject([
      {
        call_id: CALL.id,
        datetime: '2026-12-01 12:00:00',
        datetime_answer: '2026-12-01 12:00:07',
        from: '79161234567',
        to: '74951234567',
        status: 'answered',
        direction: 'incoming',
        user_id: 7,
        record: url,
      },
    ]);
  });
});

describe('what is known of somebody', () => {
  it('is found by telephone, newest first, with what is closed', async () => {
    const { fake, adapter } = await anAutocrm({ missing: ['preparedServiceCase'] });
    const client = fake.add('client', { phones: [{ type: 2, number: '79161234567' }] });
    fake.add('leads/request', { phone: CALLER, status: 3, created_at: '2026-11-01 10:00:00' });
    fake.add('leads/request', { phone: CALLER, status: 2, created_at: '2026-11-20 10:00:00' });
    fake.add('retailCase', { clientId: client.id, state: 1, created_at: '2026-11-10 10:00:00' });
    fake.add('leads/request', { phone: '+79990000000', status: 1 });
    const found = await adapter.find(CONTACT);
    if (found.kind !== 'done') throw new Error(found.detail);
    expect(found.value.map(({ kind, status, isClosed }) => [kind, status, isClosed])).toEqual([
      ['client', null, false],
      ['inquiry', '2', false],
      ['worksheet', '1', false],
      ['inquiry', '3', true],
    ]);
  });
});

describe('users', () => {
  it('come page by page with their telephones and extensions (S3-4, S3-13)', async () => {
    const { fake, adapter } = await anAutocrm();
    for (let i = 0; i < 120; i++) {
      fake.add('user', { person: `Менеджер ${i}`, work_phone: '8 (495) 123-45-67', mango_extension: '101' });
    }
    const names = new Set<string>();
    let next: string | null = null;
    let pages = 0;
    do {
      const page = await adapter.listUsers(next);
      if (page.kind !== 'done') throw new Error(page.detail);
      for (const user of page.value.users) names.add(user.name);
      expect(page.value.total).toBe(120);
      next = page.value.next;
      pages += 1;
    } while (next !== null && pages < 10);
    expect([names.size, pages]).toEqual([120, 3]);
    const { value } = (await adapter.listUsers(null)) as { value: { users: object[] } };
    expect(value.users[0]).toMatchObject({ phones: ['+74951234567'], extension: '101', isActive: true });
  });

  it('end where an installation answers the first page for ever', async () => {
    const { fake, adapter } = await anAutocrm({ ignoresPages: true });
    for (let i = 0; i < 60; i++) fake.add('user', { person: `Менеджер ${i}` });
    const first = await adapter.listUsers(null);
    if (first.kind !== 'done') throw new Error(first.detail);
    expect(first.value.users).toHaveLength(50);
    expect(await adapter.listUsers(first.value.next)).toMatchObject({ value: { users: [], next: null } });
  });
});

describe('a connection', () => {
  it('is told apart from a wrong login, a wrong domain and a server in trouble (S3-12)', async () => {
    const { adapter, fake, faults } = await anAutocrm();
    fake.add('autosalon', { name: 'Автосалон на Ленинском' });
    expect(await adapter.check()).toEqual({ kind: 'done', value: { name: 'Автосалон на Ленинском' } });
    faults.next('GET', { kind: 'status', status: 503 }, { kind: 'html' }, { kind: 'hang' });
    expect(await adapter.check()).toMatchObject({ kind: 'retry' });
    expect(await adapter.check()).toMatchObject({ kind: 'refused', cause: 'gone' });
    expect(await adapter.check()).toMatchObject({ kind: 'retry' });
    const stranger = await anAutocrm({}, 'somebody');
    expect(await stranger.adapter.check()).toMatchObject({ kind: 'refused', cause: 'auth' });
  });
});

describe('a time of AutoCRM', () => {
  it('is the wall clock of the dealership in each of its forms', () => {
    const at = Date.parse('2026-12-01T21:30:00Z');
    expect(writeTime(at, 'Europe/Moscow')).toBe('2026-12-02 00:30:00');
    expect(writeFilterTime(at, 'Asia/Vladivostok')).toBe('02.12.2026 07:30');
    expect(readTime('2026-12-02 00:30:00', 'Europe/Moscow')).toBe(at);
    expect(readTime('02.12.2026 00:30', 'Europe/Moscow')).toBe(at);
    expect(readTime('2026-12-01T21:30:00+00:00', 'Europe/Moscow')).toBe(at);
    expect(readTime('yesterday', 'Europe/Moscow')).toBe(0);
  });
});
