import { afterEach, describe, expect, it } from 'vitest';
import { buildQuery } from '../../edge/adapters/crm/bitrix24/bitrix-batch.ts';
import { callBitrix } from '../../edge/adapters/crm/bitrix24/bitrix-client.ts';
import { exchangeCode, renewTokens } from '../../edge/adapters/crm/bitrix24/bitrix-oauth.ts';
import type { CrmCall, CrmWrite, EntityFields, EntityRef } from '../../edge/domain/crm/port.ts';
import { normalizePortal } from '../../edge/domain/crm/portal-domain.ts';
import { parsePhpQuery } from '../fakes/bitrix24/fake-bitrix.ts';
import { aBitrix } from '../support/bitrix-portal.ts';

const CALLER = '+79161234567';
const CONTACT = { name: 'Иван', phones: [CALLER], emails: [] };
const FIELDS: EntityFields = {
  title: 'Звонок +7 916 123-45-67',
  contact: CONTACT,
  comment: 'Спросил про [url=https://evil.example]кухни[/url], [b]срочно[/b]',
  source: 'Яндекс',
  refinedSource: 'Поиск',
  responsible: '7',
  funnel: '9',
  stage: null,
  utm: { source: 'yandex' },
  page: 'https://beresta.example/',
  extra: { UF_CRM_1700000000: 'A-17' },
  vendor: {},
};
const CALL: CrmCall = {
  id: 'call_0123456789abcdef',
  direction: 'in',
  phone: CALLER,
  line: '+74951234567',
  startedAt: Date.parse('2026-12-01T09:00:00Z'),
  answeredAt: null,
  endedAt: null,
  talkS: 0,
  outcome: 'missed',
  user: null,
};

type Bitrix = Awaited<ReturnType<typeof aBitrix>>;
const open: Bitrix[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function aPortal(options: Parameters<typeof aBitrix>[0] = {}): Promise<Bitrix> {
  const bitrix = await aBitrix(options);
  open.push(bitrix);
  if (options.door !== 'webhook') await bitrix.connect();
  return bitrix;
}

const write = (
  { adapter }: Bitrix,
  step: CrmWrite,
  made: readonly (readonly [string, EntityRef])[] = [],
  isRepeated?: boolean,
) => adapter.write(step, `com_1:${step.step}`, new Map(made), isRepeated);
const create = (entity: 'lead' | 'deal' | 'contact' | 'activity', links: EntityRef[] = []): CrmWrite => ({
  step: `create:${entity}`,
  kind: 'create',
  entity,
  fields: FIELDS,
  links,
});

describe('an entity', () => {
  it('is made with its funnel, source, tags and fields of its own, and markup of visitors is text', async () => {
    const bitrix = await aPortal();
    const contact = await write(bitrix, create('contact'));
    if (contact.kind !== 'done' || !contact.value) throw new Error('no contact');
    await write(bitrix, create('deal', [contact.value]));
    const [deal] = bitrix.fake.data.items[2];
    expect(deal).toMatchObject({
      title: FIELDS.title,
      categoryId: 9,
      stageId: 'C9:NEW',
      contactIds: [Number(contact.value.id)],
      assignedById: 7,
      utmSource: 'yandex',
      UF_CRM_1700000000: 'A-17',
      originatorId: 'ringlet',
      originId: 'com_1:create:deal',
    });
    expect(deal?.comments).toContain('[b]срочно[/b]');
    expect(deal?.comments).not.toContain('[url');
    const sources = bitrix.fake.data.statuses.filter(({ NAME }) => NAME === 'Яндекс');
    expect(sources).toHaveLength(1);
    expect(deal?.sourceId).toBe(sources[0]?.STATUS_ID);
  });

  it('is one, whatever became of the answers', async () => {
    const bitrix = await aPortal();
    bitrix.faults.next('crm.item.add', { kind: 'cut' }, { kind: 'html' });
    const kinds = [];
    for (let i = 0; i < 4; i++) kinds.push((await write(bitrix, create('lead'))).kind);
    expect(kinds).toEqual(['retry', 'done', 'done', 'done']);
    expect(bitrix.fake.data.items[1]).toHaveLength(1);
  });

  it('is not looked for where nothing was tried before', async () => {
    const bitrix = await aPortal();
    await write(bitrix, create('lead'), [], false);
    expect(bitrix.fake.log).not.toContain('crm.item.list');
  });

  it('is a deal with its contact in a portal without leads', async () => {
    const bitrix = await aPortal({ isSimple: true });
    expect(await write(bitrix, create('lead'))).toMatchObject({ kind: 'done', value: { kind: 'deal' } });
    const { items } = bitrix.fake.data;
    expect([items[1].length, items[2].length, items[3].length]).toEqual([0, 1, 1]);
    expect(items[2][0]?.contactIds).toEqual([items[3][0]?.id]);
  });

  it('tells what the portal refuses, also with an empty code, and no telephone', async () => {
    const bitrix = await aPortal();
    const fields = { ...FIELDS, stage: 'C9:NOWHERE' };
    const outcome = await write(bitrix, {
      step: 'deal',
      kind: 'create',
      entity: 'deal',
      fields,
      links: [],
    });
    expect(outcome).toMatchObject({ kind: 'refused', cause: 'invalid' });
    const body = JSON.stringify({ error: '', error_description: `Phone ${CALLER} not found` });
    bitrix.faults.next('crm.item.add', { kind: 'status', status: 400, body });
    const empty = await write(bitrix, create('deal'));
    expect(empty).toMatchObject({ kind: 'refused', cause: 'invalid', detail: 'Phone … not found' });
  });
});

describe('a person', () => {
  it('is found by any way of writing a number, with deals of their contacts, the newest first', async () => {
    const bitrix = await aPortal();
    const { items } = bitrix.fake.data;
    const fm = [{ typeId: 'PHONE', value: '+7 (916) 123-45-67' }];
    const at = (day: number) => `2026-11-${day}T10:00:00+03:00`;
    for (let id = 1; id <= 25; id++) items[1].push({ id, fm, stageId: 'JUNK', createdTime: at(10) });
    items[3].push({ id: 50, fm, createdTime: at(11) });
    items[2].push({ id: 60, contactIds: [50], stageId: 'WON', categoryId: 0, createdTime: at(12) });
    items[2].push({ id: 61, contactIds: [50], stageId: 'C9:NEW', categoryId: 9, createdTime: at(13) });
    const found = await bitrix.adapter.find(CONTACT);
    if (found.kind !== 'done') throw new Error(found.detail);
    // Of a kind with twenty matches the portal would tell and of no other, if it were asked once.
    expect(found.value.filter(({ kind }) => kind === 'lead')).toHaveLength(20);
    expect(found.value.slice(0, 3)).toMatchObject([
      { kind: 'deal', id: '61', funnel: '9', isClosed: false },
      { kind: 'deal', id: '60', funnel: '0', isClosed: true },
      { kind: 'contact', id: '50' },
    ]);
    expect(await bitrix.adapter.find({ ...CONTACT, phones: ['+79990000000'] })).toEqual({
      kind: 'done',
      value: [],
    });
  });
});

describe('a call', () => {
  it('is registered once, finished once, and keeps its recording, whatever is lost on the way', async () => {
    const bitrix = await aPortal();
    bitrix.faults.next('telephony.externalCall.register', { kind: 'cut' });
    bitrix.faults.next('telephony.externalCall.finish', { kind: 'cut' });
    const start: CrmWrite = { step: 'call:start', kind: 'call', call: CALL, about: null };
    expect((await write(bitrix, start)).kind).toBe('retry');
    const begun = await write(bitrix, start);
    if (begun.kind !== 'done' || !begun.value) throw new Error('no call');
    // Longer than the portal remembers our own id.
    bitrix.clock.now += 45 * 60_000;
    const call = { ...CALL, endedAt: bitrix.clock.now, talkS: 2600, outcome: 'answered' } as const;
    const made = [['call:start', begun.value]] as const;
    const end: CrmWrite = { step: 'call:end', kind: 'call', call, about: null };
    expect((await write(bitrix, end, made)).kind).toBe('retry');
    expect((await write(bitrix, end, made)).kind).toBe('done');
    const url = 'https://records.example/1.mp3';
    await write(bitrix, { step: 'recording', kind: 'recording', of: CALL.id, url, about: null }, made);
    expect(bitrix.fake.data.calls).toMatchObject([
      {
        PHONE_NUMBER: CALLER,
        TYPE: 2,
        LINE_NUMBER: '+74951234567',
        CRM_CREATE: 0,
        SHOW: 1,
        USER_ID: 1,
        finished: { DURATION: 2600, STATUS_CODE: '200' },
        record: { RECORD_URL: url },
      },
    ]);
  });

  it('is told in the timeline where an incoming webhook has no telephony', async () => {
    const bitrix = await aPortal({ door: 'webhook' });
    const lead = await write(bitrix, create('lead'));
    if (lead.kind !== 'done' || !lead.value) throw new Error('no lead');
    const call = { ...CALL, endedAt: CALL.startedAt, talkS: 12, outcome: 'answered' } as const;
    const end: CrmWrite = { step: 'call:end', kind: 'call', call, about: lead.value };
    await write(bitrix, end);
    await write(bitrix, end);
    expect(bitrix.fake.data.calls).toEqual([]);
    expect(bitrix.fake.data.comments).toMatchObject([{ ENTITY_TYPE: 'lead' }]);
    expect(bitrix.fake.data.comments[0]?.COMMENT).toContain('12 s');
  });
});

describe('what stands beside an entity', () => {
  it('is written once each: a comment, a thing to do, a notice', async () => {
    const bitrix = await aPortal();
    bitrix.fake.data.items[2].push({ id: 60, stageId: 'NEW' });
    const deal = { kind: 'deal', id: '60' } as const;
    bitrix.faults.next('crm.timeline.comment.add', { kind: 'cut' });
    bitrix.faults.next('crm.activity.todo.add', { kind: 'cut' });
    bitrix.faults.next('im.notify.system.add', { kind: 'cut' });
    const steps: CrmWrite[] = [
      { step: 'comment', kind: 'comment', on: deal, text: 'Перезвонил сам' },
      create('activity', [deal]),
      { step: 'notify', kind: 'notify', users: ['1', '7'], about: deal, text: 'New deal' },
    ];
    for (const step of steps) {
      expect((await write(bitrix, step)).kind).toBe('retry');
      expect((await write(bitrix, step)).kind).toBe('done');
      expect((await write(bitrix, step)).kind).toBe('done');
    }
    const { comments, activities, notices } = bitrix.fake.data;
    expect([comments.length, activities.length, notices.length]).toEqual([1, 1, 2]);
    expect(notices[0]?.MESSAGE).toContain('/crm/deal/details/60/');
  });

  it('moves an open deal to the stage of its rule', async () => {
    const bitrix = await aPortal();
    bitrix.fake.data.items[2].push({ id: 60, stageId: 'NEW' });
    const on = { kind: 'deal', id: '60' } as const;
    await write(bitrix, { step: 'move', kind: 'move', on, funnel: '9', stage: 'C9:UC_ABC123' });
    expect(bitrix.fake.data.items[2]).toMatchObject([{ stageId: 'C9:UC_ABC123', categoryId: 9 }]);
  });
});

describe('a connection', () => {
  it('renews a key that has run out once, for all who ask at the same time (S4-13)', async () => {
    const bitrix = await aPortal();
    bitrix.clock.now += 2 * 3_600_000;
    const answers = await Promise.all(Array.from({ length: 6 }, () => bitrix.adapter.check()));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    expect(bitrix.known.refreshes).toBe(1);
    const stale = await renewTokens(bitrix.world, 'an old one');
    expect(stale).toMatchObject({ kind: 'refused', cause: 'auth' });
  });

  it('takes no code that is older than half a minute', async () => {
    const bitrix = await aPortal();
    const code = bitrix.fake.permit();
    bitrix.clock.now += 31_000;
    expect(await exchangeCode(bitrix.world, code)).toMatchObject({ kind: 'refused', cause: 'auth' });
  });

  it('follows a portal that was renamed, without losing what was posted', async () => {
    const bitrix = await aPortal();
    const renamed = await aPortal();
    renamed.known.tokens = null;
    bitrix.fake.movedTo = renamed.host;
    const outcome = await callBitrix({ ...bitrix.portal, door: renamed.portal.door }, 'user.get', {});
    expect(outcome).toMatchObject({ kind: 'refused', cause: 'auth' });
    expect(bitrix.known.host).toBe(renamed.host);
  });

  it('is told apart from a portal that is gone, one that is busy, and a right that is missing', async () => {
    const bitrix = await aPortal();
    const told: [number, string, object][] = [
      [503, 'QUERY_LIMIT_EXCEEDED', { kind: 'retry', afterMs: 3000 }],
      [429, 'OPERATION_TIME_LIMIT', { kind: 'retry', afterMs: 60_000 }],
      [500, 'INTERNAL_SERVER_ERROR', { kind: 'retry' }],
      [500, 'PORTAL_DELETED', { kind: 'refused', cause: 'gone' }],
      [503, 'OVERLOAD_LIMIT', { kind: 'refused', cause: 'gone' }],
      [403, 'insufficient_scope', { kind: 'refused', cause: 'rights' }],
      [401, 'NO_AUTH_FOUND', { kind: 'refused', cause: 'auth' }],
      [404, 'ERROR_METHOD_NOT_FOUND', { kind: 'refused', cause: 'unsupported' }],
    ];
    for (const [status, error, expected] of told) {
      const body = JSON.stringify({ error, error_description: 'said so' });
      bitrix.faults.next('crm.settings.mode.get', { kind: 'status', status, body });
      expect(await bitrix.adapter.check(), error).toMatchObject(expected);
    }
    bitrix.faults.next('crm.settings.mode.get', { kind: 'html' }, { kind: 'hang' });
    expect(await bitrix.adapter.check()).toMatchObject({ kind: 'retry' });
    expect(await bitrix.adapter.check()).toMatchObject({ kind: 'retry' });
    expect(await bitrix.adapter.check()).toMatchObject({ kind: 'done' });
  });

  it('stays below what a portal bears: 1,000 persons, none refused', async () => {
    const bitrix = await aPortal();
    const began = bitrix.clock.now;
    for (let i = 0; i < 1000; i++) {
      const found = await bitrix.adapter.find({ ...CONTACT, phones: [`+7916${1_000_000 + i}`] });
      expect(found.kind).toBe('done');
    }
    expect(bitrix.fake.refused).toBe(0);
    const seconds = (bitrix.clock.now - began) / 1000;
    expect(bitrix.fake.log.length / 3 / seconds).toBeLessThan(2);
  });
});

describe('dictionaries and users', () => {
  it('tell funnels with their stages, sources, fields of one’s own, and who answers', async () => {
    const bitrix = await aPortal();
    const read = await bitrix.adapter.readDictionaries();
    if (read.kind !== 'done') throw new Error(read.detail);
    expect(read.value.funnels.map(({ name }) => name)).toEqual(['Общая', 'Кухни']);
    expect(read.value.stages).toContainEqual({ id: 'C9:UC_ABC123', name: 'Замер', isFinal: false, of: '9' });
    expect(read.value.statuses).toContainEqual({
      id: 'JUNK',
      name: 'Некачественный',
      isFinal: true,
      of: 'lead',
    });
    expect(read.value.fields).toMatchObject([{ id: 'UF_CRM_1700000000', type: 'string', of: 'deal' }]);
    for (let i = 2; i <= 120; i++)
      bitrix.fake.data.users.push({ ID: String(i), NAME: `N${i}`, ACTIVE: true });
    const ids = new Set<string>();
    for (let next: string | null = null, first = true; first || next !== null; first = false) {
      const page = await bitrix.adapter.listUsers(next);
      if (page.kind !== 'done') throw new Error(page.detail);
      for (const { id } of page.value.users) ids.add(id);
      next = page.value.next;
    }
    expect(ids.size).toBe(120);
  });
});

describe('the domain of a portal', () => {
  it('is what somebody typed as a host, in the cloud or boxed, and no private machine (S4-1, S4-6)', () => {
    expect(normalizePortal('https://callgeartest.bitrix24.ru/')).toBe('callgeartest.bitrix24.ru');
    expect(normalizePortal(' Beresta.Bitrix24.com ')).toBe('beresta.bitrix24.com');
    expect(normalizePortal('crm.beresta.example:8443/x')).toBe('crm.beresta.example');
    expect(normalizePortal('https://срм.береста.рф')).toBe('xn--l1ahc.xn--80abma8chh.xn--p1ai');
    for (const text of [
      '',
      'portal',
      'http://10.0.0.1/',
      'localhost',
      'ftp://a.example',
      'https://u:p@a.example',
    ]) {
      expect(normalizePortal(text), text).toBeNull();
    }
  });
});

describe('a batch', () => {
  it('says what PHP reads back, plus signs and Cyrillic included', () => {
    const params = { type: 'PHONE', values: ['+7916&1%2'], filter: { '@id': [1, 2], '=имя': 'ключ #1' } };
    expect(parsePhpQuery(buildQuery(params))).toEqual({
      type: 'PHONE',
      values: { 0: '+7916&1%2' },
      filter: { '@id': { 0: '1', 1: '2' }, '=имя': 'ключ #1' },
    });
  });
});
