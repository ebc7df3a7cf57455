import { describe, expect, test } from 'vitest';
import type { Communication } from '../../../edge/domain/crm/communication.ts';
import { planWrites } from '../../../edge/domain/crm/plan-writes.ts';
import type { CrmWrite, FoundEntities } from '../../../edge/domain/crm/port.ts';
import { resolveRule } from '../../../edge/domain/crm/resolve-rule.ts';
import {
  ANNA,
  aCommunication,
  aRule,
  aSetup,
  BORIS,
  CHANNEL,
  type Fields,
  found,
  NOON,
  resolved,
  SITE,
  TELEGRAM,
} from '../../support/crm.ts';

const chat = (own: Partial<Communication> = {}) =>
  aCommunication({
    kind: 'chat',
    lines: [{ id: 'l1', at: NOON, from: 'visitor', author: null, text: 'In stock?' }],
    ...own,
  });
const plan = (setup: ReturnType<typeof aSetup>, told: Communication, has: FoundEntities = []) =>
  planWrites(resolved(setup, told), told, has);
const steps = (writes: readonly CrmWrite[]) => writes.map(({ step }) => step);
const made = (writes: readonly CrmWrite[]) =>
  writes.flatMap((one) => (one.kind === 'create' ? [one.entity] : []));
const whyNot = (setup: ReturnType<typeof aSetup>, told: Communication) => {
  const resolution = resolveRule(setup, told, NOON);
  return resolution.kind === 'nothing' ? resolution.because[0]?.code : resolution.kind;
};

describe('switches and channels', () => {
  test.each<[string, Parameters<typeof aSetup>[0], Communication, string]>([
    ['calls on', {}, aCommunication(), 'resolved'],
    ['calls off (S4-10)', { settings: { calls: { isActive: false } } }, aCommunication(), 'section_off'],
    [
      'calls do not ask for the other switch',
      { settings: { other: { isActive: false } } },
      aCommunication(),
      'resolved',
    ],
    [
      'a callback is a call',
      { settings: { calls: { isActive: false } } },
      aCommunication({ kind: 'callback' }),
      'section_off',
    ],
    ['chats off (S4-14)', { settings: { chats: { isActive: false } } }, chat(), 'section_off'],
    ['other settings off (S4-12)', { settings: { other: { isActive: false } } }, chat(), 'other_off'],
    [
      'requests ask for it too (S4-43)',
      { settings: { other: { isActive: false } } },
      aCommunication({ kind: 'request' }),
      'other_off',
    ],
    ['a ticked channel (S4-17)', {}, chat(), 'resolved'],
    [
      'one that is not',
      {},
      chat({ channel: { id: TELEGRAM, name: 'Telegram', type: 'telegram' } }),
      'channel_not_ticked',
    ],
    ['a request of no channel', {}, aCommunication({ kind: 'request', channel: null }), 'resolved'],
  ])('%s', (_, own, told, expected) => {
    expect(whyNot(aSetup(own), told)).toBe(expected);
  });

  test.each<['allowed' | 'forbidden', string, string]>([
    ['allowed', SITE, 'resolved'],
    ['allowed', 'site_0000000000000009', 'filtered'],
    ['forbidden', SITE, 'filtered'],
    ['forbidden', 'site_0000000000000009', 'resolved'],
  ])('a filter of what passes: site %s %s → %s (S4-44)', (is, value, expected) => {
    const pass = [{ all: [{ param: 'site' as const, is, values: [value] }] }];
    const settings = { chats: { isActive: true, channels: [CHANNEL], pass } };
    expect(whyNot(aSetup({ settings }), chat())).toBe(expected);
  });
});

describe('responsibles of chats and requests (S4-15, S4-24, S4-25)', () => {
  const filters = [
    {
      when: [{ all: [{ param: 'site' as const, is: 'allowed' as const, values: [SITE] }] }],
      responsible: BORIS,
    },
  ];
  const responsibles = { default: ANNA, filters };
  const own = { isActive: true, channels: [CHANNEL], responsibles };
  const setup = aSetup({ settings: { chats: own, requests: own } });
  const elsewhere = { id: 'site_0000000000000009', name: 'Other' };

  test.each<['chat' | 'request', Communication['site'], string]>([
    ['request', { id: SITE, name: 'Beresta' }, '2'],
    ['request', elsewhere, '1'],
    ['request', null, '1'],
    ['chat', { id: SITE, name: 'Beresta' }, '2'],
    ['chat', elsewhere, '1'],
  ])('a %s of the site %j goes to %s', (kind, site, user) => {
    expect(resolved(setup, aCommunication({ kind, site })).responsible).toBe(user);
  });

  test('who answered the chat goes before the default and after the filter', () => {
    expect(resolved(setup, chat({ site: elsewhere, responsible: BORIS })).responsible).toBe('2');
    expect(resolved(setup, chat({ responsible: ANNA })).responsible).toBe('2');
  });
});

describe('first and repeated contacts', () => {
  test.each<[Fields['first'], string[]]>([
    [['lead'], ['lead']],
    [['deal'], ['deal']],
    [
      ['deal', 'lead', 'contact', 'company', 'activity'],
      ['company', 'contact', 'lead', 'deal', 'activity'],
    ],
    [null, ['lead']],
  ])('a first contact makes %j (S4-26, S4-27)', (first, expected) => {
    const writes = plan(aSetup({ base: { first: first ?? null } }), chat());
    expect(made(writes)).toEqual(expected);
  });

  test('what is made is linked: a deal to contact, company and lead, an activity to the deal', () => {
    const writes = plan(
      aSetup({ base: { first: ['deal', 'lead', 'contact', 'company', 'activity'] } }),
      chat(),
    );
    const links = writes.flatMap((one) => (one.kind === 'create' ? [[one.entity, one.links]] : []));
    expect(Object.fromEntries(links)).toEqual({
      company: [],
      contact: [{ step: 'create:company' }],
      lead: [{ step: 'create:contact' }, { step: 'create:company' }],
      deal: [{ step: 'create:contact' }, { step: 'create:company' }, { step: 'create:lead' }],
      activity: [{ step: 'create:deal' }],
    });
  });

  const contact = found('contact', 'c');
  const lead = found('lead', 'l');
  const deal = found('deal', 'd');
  test.each<[Fields['repeated'], FoundEntities, string[]]>([
    [['activity'], [deal], ['activity']],
    [[], [deal], []],
    [null, [deal], ['activity']],
    [['deal'], [contact], ['deal']],
    [['deal', 'contact'], [contact], ['deal']],
    [['lead'], [lead], ['lead']],
  ])('a repeated contact makes %j with %# known (S4-28)', (repeated, has, expected) => {
    const writes = plan(aSetup({ base: { repeated: repeated ?? null } }), chat(), has);
    expect(made(writes)).toEqual(expected);
  });

  test('what a repeated contact makes is linked to who is known', () => {
    const [write] = plan(aSetup({ base: { repeated: ['deal'] } }), chat(), [contact, found('company', 'f')]);
    expect(write).toMatchObject({
      links: [
        { kind: 'contact', id: 'c' },
        { kind: 'company', id: 'f' },
      ],
    });
  });
});

describe('where a repeated contact is commented on', () => {
  const of = (kinds: string) =>
    [...kinds].map((letter) =>
      found(({ d: 'deal', l: 'lead', c: 'contact', f: 'company' } as const)[letter as 'd'], letter),
    );
  const on = (writes: readonly CrmWrite[]) =>
    writes.flatMap((one) => (one.kind === 'comment' && 'id' in one.on ? [one.on.id] : [])).join('');

  // priority | what is known | what is commented on; empty: a first contact
  test.each<[NonNullable<Fields['commentPriority']> | null, string, string]>([
    ['deals', 'dlcf', 'd'],
    ['deals', 'lcf', 'l'],
    ['deals', 'cf', 'c'],
    ['deals', 'f', 'f'],
    ['deals', '', ''],
    ['leads', 'dlcf', 'l'],
    ['leads', 'dcf', 'd'],
    ['leads', 'c', 'c'],
    ['leads', '', ''],
    ['both', 'dlcf', 'dl'],
    ['both', 'dc', 'd'],
    ['both', 'lf', 'l'],
    ['both', 'cf', 'c'],
    ['both', '', ''],
    [null, 'dl', 'd'],
  ])('priority %s, known %j: %j (S4-29, S4-30, S4-32)', (commentPriority, known, expected) => {
    const writes = plan(aSetup({ base: { repeated: [], commentPriority } }), chat(), of(known));
    expect(on(writes)).toBe(expected);
    expect(made(writes)).toEqual(expected === '' ? ['lead'] : []); // S4-31: known people get no duplicate
  });

  const old = { createdAt: 1 };
  const closed = { isClosed: true };
  // add to closed? | what is there | where the comment goes | what is made
  test.each<[boolean, FoundEntities, string, string[]]>([
    [false, [found('deal', 'new'), found('deal', 'old', old)], 'new', []],
    [false, [found('deal', 'old', old), found('deal', 'new')], 'new', []],
    [false, [found('deal', 'closed', closed), found('deal', 'open', old)], 'open', []],
    [true, [found('deal', 'closed', closed), found('deal', 'open', old)], 'open', []],
    [true, [found('deal', 'closed', closed), found('lead', 'open', old)], 'open', []],
    [true, [found('deal', 'last', closed), found('deal', 'first', { ...closed, ...old })], 'last', []],
    [true, [found('lead', 'lead', closed)], 'lead', []],
    [false, [found('deal', 'closed', closed)], '', ['lead']],
    [false, [found('deal', 'closed', closed), found('contact', 'c')], 'c', []],
  ])('added to closed %s: %# (S4-33, S4-47, S4-48)', (addToClosed, has, expected, creates) => {
    const writes = plan(aSetup({ base: { repeated: [], addToClosed } }), chat(), has);
    expect(on(writes)).toBe(expected);
    expect(made(writes)).toEqual(creates);
  });

  test('all closed, but a rule says what to make: it is made (S4-48)', () => {
    const writes = plan(aSetup({ base: { repeated: ['deal'], addToClosed: true } }), chat(), [
      found('deal', 'd', closed),
    ]);
    expect(made(writes)).toEqual(['deal']);
    expect(on(writes)).toBe('');
  });

  test('the contact and the company have a copy if that is set (S4-41)', () => {
    const writes = plan(aSetup({ base: { repeated: [], copyComments: true } }), chat(), of('dcf'));
    expect(on(writes)).toBe('dcf');
    const only = plan(aSetup({ base: { repeated: [], copyComments: true } }), chat(), of('c'));
    expect(on(only)).toBe('c');
  });
});

describe('funnels and stages (S4-34…S4-39)', () => {
  const filter = (is: 'allowed' | 'forbidden') => ({
    default: { leadStage: 'NEW', dealFunnel: '0', dealStage: 'NEW' },
    filters: [
      {
        when: [{ all: [{ param: 'channel' as const, is, values: [CHANNEL] }] }],
        leadStage: 'CHAT',
        dealFunnel: '3',
        dealStage: 'C3:NEW',
      },
    ],
  });
  const setup = (
    is: 'allowed' | 'forbidden',
    which: 'first' | 'repeated',
    base: Fields = { first: ['lead', 'deal'] },
  ) =>
    aSetup({
      settings: {
        chats: {
          isActive: true,
          baseRule: base,
          channels: [CHANNEL, TELEGRAM],
          stages: { [which]: filter(is) },
        },
      },
    });
  const by = (id: string) => chat({ channel: { id, name: 'C', type: 'other' } });

  test.each<['allowed' | 'forbidden', string, string, string, string]>([
    ['allowed', CHANNEL, 'CHAT', '3', 'C3:NEW'],
    ['allowed', TELEGRAM, 'NEW', '0', 'NEW'],
    ['forbidden', CHANNEL, 'NEW', '0', 'NEW'],
    ['forbidden', TELEGRAM, 'CHAT', '3', 'C3:NEW'],
  ])('channel %s, a chat of %s: lead %s, deal %s %s', (is, channel, leadStage, funnel, stage) => {
    const writes = plan(setup(is, 'first'), by(channel)).filter((one) => one.kind === 'create');
    expect(writes.map(({ fields }) => [fields.funnel, fields.stage])).toEqual([
      [null, leadStage],
      [funnel, stage],
    ]);
  });

  test('those of repeated contacts move what is there, once and if it is not there yet (S4-39)', () => {
    const moved = (status: string, own = {}) =>
      plan(setup('allowed', 'repeated', { repeated: [] }), by(CHANNEL), [
        found('deal', 'd', { status, funnel: '3', ...own }),
      ]).filter(({ kind }) => kind === 'move');
    expect(moved('C3:OLD')).toMatchObject([{ step: 'move:deal', funnel: '3', stage: 'C3:NEW' }]);
    expect(moved('C3:NEW')).toEqual([]);
    expect(moved('C3:WON', { isClosed: true })).toEqual([]);
  });
});

describe('when a chat is written (S4-40)', () => {
  const lines = ['a', 'b'].map((id, i) => ({
    id,
    at: NOON + i * 60_000,
    from: i ? ('employee' as const) : ('visitor' as const),
    author: i ? 'Boris' : null,
    text: `text ${id}`,
  }));

  test.each<['start' | 'end', Communication['phase'], string[]]>([
    ['start', 'start', ['create:lead', 'line:a@create:lead', 'line:b@create:lead']],
    ['start', 'message', ['create:lead', 'line:a@create:lead', 'line:b@create:lead']],
    ['start', 'end', ['create:lead', 'line:a@create:lead', 'line:b@create:lead']],
    ['end', 'start', []],
    ['end', 'message', []],
    ['end', 'end', ['create:lead', 'transcript@create:lead']],
  ])('set to %s, told at its %s', (chatAt, phase, expected) => {
    expect(steps(plan(aSetup({ base: { chatAt } }), chat({ phase, lines })))).toEqual(expected);
  });

  test('a transcript has the times of the account and who wrote', () => {
    const [, write] = plan(aSetup(), chat({ lines }));
    expect(write).toMatchObject({ text: '15:00 Ivan: text a\n15:01 Boris: text b' });
  });
});

describe('calls, requests, and what goes with them', () => {
  test('a call is in the list of calls from its beginning, and makes entities when it is over', () => {
    const writes = (own: Partial<Communication>) => steps(plan(aSetup(), aCommunication(own)));
    expect(writes({ phase: 'start', endedAt: null, success: null, talkS: null })).toEqual(['call:start']);
    expect(writes({})).toEqual(['create:lead', 'call:end']);
    expect(writes({ recording: 'https://calls.example/1.mp3' })).toEqual([
      'create:lead',
      'call:end',
      'recording',
    ]);
    expect(writes({ kind: 'callback', phase: 'start' })).toEqual([]);
    expect(writes({ kind: 'callback' })).toEqual(['create:lead', 'call:end']);
  });

  test('an offline request is made at once, with its text (S4-43)', () => {
    const writes = plan(aSetup(), aCommunication({ kind: 'request', phase: 'start', text: 'Call me' }));
    expect(steps(writes)).toEqual(['create:lead', 'request@create:lead']);
  });

  test('the portal tells of a new lead or deal, and of nothing else (S4-42)', () => {
    const base: Fields = { first: ['lead', 'deal', 'contact'], notify: ['responsible', BORIS, BORIS] };
    const writes = plan(aSetup({ base }), chat());
    const told = writes.filter((one) => one.kind === 'notify');
    expect(told).toMatchObject([
      { step: 'notify:lead', users: ['3', '2'], about: { step: 'create:lead' }, text: 'New lead: Chat Ivan' },
      { step: 'notify:deal' },
    ]);
    expect(plan(aSetup({ base }), chat(), [found('deal', 'd')]).some(({ kind }) => kind === 'notify')).toBe(
      false,
    );
  });

  test('entities are named by templates of their own (S4-45)', () => {
    const titles = [
      { entity: 'lead' as const, template: '{{ channel_type }} {{ visitor_phone }} {{ communication_id }}' },
    ];
    const [write] = plan(aSetup({ base: { titles } }), chat());
    expect(write).toMatchObject({ fields: { title: 'whatsapp +79161234567 com_0000000000000001' } });
  });

  test('user fields are filled in as what they are, and what cannot be is left out (S4-46)', () => {
    const row = (
      field: string,
      type: 'string' | 'integer' | 'double' | 'boolean' | 'date' | 'enumeration',
      value: string,
    ) => ({
      entity: 'lead' as const,
      field,
      type,
      value,
    });
    const base = {
      fields: [
        row('S', 'string', '{{ site_name }}'),
        row('I', 'integer', '{{ talk_s }}'),
        row('BAD', 'integer', '{{ site_name }}'),
        row('F', 'double', '1,5'),
        row('B', 'boolean', '{{ result == "success" }}'),
        row('D', 'date', '{{ date }}'),
        row('NOT', 'date', '2026-02-31x'),
        row('E', 'enumeration', '44'),
        { ...row('OTHER', 'string', 'x'), entity: 'deal' as const },
      ],
    };
    const [write] = plan(aSetup({ base }), aCommunication());
    expect(write).toMatchObject({
      fields: { extra: { S: 'Beresta', I: '125', F: '1.5', B: 'true', D: '2026-12-01', E: '44' } },
    });
    expect(Object.keys(write?.kind === 'create' ? write.fields.extra : {})).not.toContain('BAD');
  });

  test('a refining rule may make something else of one channel', () => {
    const rules = [
      aRule({
        when: [{ all: [{ param: 'channel_type', is: 'allowed', values: ['WhatsApp'] }] }],
        fields: { first: ['deal'] },
      }),
    ];
    expect(made(plan(aSetup({ rules }), chat()))).toEqual(['deal']);
  });
});
