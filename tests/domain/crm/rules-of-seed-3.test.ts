import { describe, expect, test } from 'vitest';
import { planWrites } from '../../../edge/domain/crm/plan-writes.ts';
import type { CrmEntityKind, CrmWrite, FoundEntities } from '../../../edge/domain/crm/port.ts';
import { resolveRule } from '../../../edge/domain/crm/resolve-rule.ts';
import {
  ANNA,
  aCommunication,
  aRule,
  aSetup,
  BORIS,
  type Fields,
  found,
  NOON,
  people,
  resolved,
} from '../../support/crm.ts';

const auto = (base: Fields, rest: Parameters<typeof aSetup>[0] = {}) =>
  aSetup({ vendor: 'autocrm', base, ...rest });
const steps = (writes: readonly CrmWrite[]) => writes.map(({ step }) => step);
const plan = (setup: ReturnType<typeof aSetup>, told = aCommunication(), has: FoundEntities = []) =>
  planWrites(resolved(setup, told), told, has);
const creates = (writes: readonly CrmWrite[]) => writes.filter((write) => write.kind === 'create');

describe('AutoCRM', () => {
  test.each<[Fields['first'], 'in' | 'out', string[]]>([
    [['inquiry'], 'in', ['create:inquiry', 'call:end']],
    [['inquiry'], 'out', ['create:inquiry', 'call:end']],
    [['service_inquiry'], 'in', ['create:service_inquiry', 'call:end']],
    [['worksheet'], 'out', ['create:client', 'create:worksheet', 'call:end']],
    [['inquiry', 'worksheet'], 'in', ['create:inquiry', 'create:client', 'create:worksheet', 'call:end']],
    [['client'], 'in', ['create:client', 'call:end']],
    [null, 'in', ['create:inquiry', 'call:end']],
  ])('makes %j of calls that go %s (S3-1)', (first, direction, expected) => {
    expect(steps(plan(auto({ first: first ?? null }), aCommunication({ direction })))).toEqual(expected);
  });

  test('makes nothing where a rule says so (S3-3)', () => {
    const rules = [
      aRule({
        when: [{ all: [{ param: 'result', is: 'allowed', values: ['failed'] }] }],
        fields: { act: 'nothing' },
      }),
    ];
    expect(resolveRule(auto({}, { rules }), aCommunication({ success: false }), NOON)).toMatchObject({
      kind: 'nothing',
      because: [{ code: 'base' }, { code: 'refined' }, { code: 'rule_says_nothing' }],
    });
    expect(resolveRule(auto({}, { rules }), aCommunication(), NOON).kind).toBe('resolved');
  });

  test('takes the scenario of a widget as the base rule of what came by it (S3-2)', () => {
    const widget = 'wdg_0000000000000001';
    const setup = auto(
      { comment: 'base' },
      {
        settings: {
          calls: {
            isActive: true,
            baseRule: { comment: 'base' },
            widgets: [{ widget, baseRule: { comment: 'widget' } }],
          },
        },
      },
    );
    expect(resolved(setup, aCommunication({ widget: { id: widget, name: 'W' } })).texts.comment).toBe(
      'widget',
    );
    expect(resolved(setup, aCommunication()).texts.comment).toBe('base');
  });

  test('fills in comment, source and refined source from templates (S3-5, S3-15, S3-16)', () => {
    const base = {
      comment: 'From {{ campaign_name }}',
      source: '{{ campaign_name }}',
      refinedSource: '{{ direction|upper }}',
    };
    const [write] = creates(plan(auto(base)));
    expect(write?.fields).toMatchObject({ comment: 'From Search', source: 'Search', refinedSource: 'IN' });
  });

  test.each([
    ['{{ campaign_name }}', null, 'None', 'wrote_none'],
    ['{{ campaign_name or "Default" }}', null, 'Default', undefined],
    ['{{ campaign_name or "Дефолтный источник" }}', null, 'Дефолтный источник', undefined],
    ['{{ campaign_name or "Default" }}', { id: 'cmp_1', name: 'Search' }, 'Search', undefined],
  ])('%s of campaign %j is %s (S3-17, S3-18)', (source, campaign, expected, code) => {
    const resolution = resolveRule(auto({ source }), aCommunication({ campaign }), NOON);
    expect(resolution).toMatchObject({ kind: 'resolved', rule: { texts: { source: expected } } });
    expect(resolution.because.find((one) => one.code === 'wrote_none')?.code).toBe(code);
  });

  test('waits with a chat until it has ended, whatever is set (S3-10, S3-11)', () => {
    const setup = auto({ first: ['inquiry'], chatAt: 'start' });
    const lines = [{ id: '1', at: NOON, from: 'visitor' as const, author: null, text: 'Hello' }];
    const chat = (phase: 'start' | 'message' | 'end') => aCommunication({ kind: 'chat', phase, lines });
    expect(plan(setup, chat('start'))).toEqual([]);
    expect(plan(setup, chat('message'))).toEqual([]);
    expect(steps(plan(setup, chat('end')))).toEqual(['create:inquiry', 'transcript@create:inquiry']);
  });

  test('has separate rules for calls and for chats (S3-14)', () => {
    const rules = [
      aRule({ sections: ['chats', 'requests'], fields: { comment: 'written' } }),
      aRule({ sections: ['calls'], fields: { comment: 'spoken' } }),
    ];
    const setup = auto({}, { rules });
    expect(resolved(setup, aCommunication()).texts.comment).toBe('spoken');
    expect(resolved(setup, aCommunication({ kind: 'chat' })).texts.comment).toBe('written');
    expect(resolved(setup, aCommunication({ kind: 'request' })).texts.comment).toBe('written');
  });
});

describe('a base rule and a refining one', () => {
  const base: Fields = {
    first: ['inquiry'],
    comment: 'base comment',
    source: 'base source',
    responsible: ANNA,
    titles: [{ entity: 'inquiry', template: 'base title' }],
    fields: [{ entity: 'inquiry', field: 'A', type: 'string', value: 'base' }],
    vendor: { salon: '1', brand: '2' },
  };

  test('are merged, and what the refining one fills in is its own (S3-21, S3-22)', () => {
    const rules = [
      aRule({
        fields: {
          comment: 'own comment',
          fields: [
            { entity: 'inquiry', field: 'A', value: 'own' },
            { entity: 'inquiry', field: 'B', value: 'new' },
          ],
          vendor: { salon: '7' },
        },
      }),
    ];
    const [write] = creates(plan(auto(base, { rules })));
    expect(write?.fields).toMatchObject({
      title: 'base title',
      comment: 'own comment',
      source: 'base source',
      extra: { A: 'own', B: 'new' },
      vendor: { salon: '7', brand: '2' },
    });
  });

  test('the first rule of the list that applies is the one, and one that is off is none', () => {
    const all = (values: string[]) => [
      { all: [{ param: 'direction' as const, is: 'allowed' as const, values }] },
    ];
    const rules = [
      aRule({ isActive: false, fields: { comment: 'off' } }),
      aRule({ when: all(['out']), fields: { comment: 'out' } }),
      aRule({ when: all(['in']), fields: { comment: 'in' } }),
      aRule({ fields: { comment: 'last' } }),
    ];
    expect(resolved(auto(base, { rules }), aCommunication()).texts.comment).toBe('in');
    expect(resolved(auto(base, { rules }), aCommunication({ direction: 'out' })).texts.comment).toBe('out');
  });

  // refining rule | its responsible | who took the call | expected user of the CRM
  test.each<[boolean, string | null, string | null, boolean, string | null]>([
    [true, BORIS, ANNA, true, '2'],
    [true, BORIS, null, false, '2'],
    [true, null, BORIS, true, '2'], // S3-24: not the base rule's Anna
    [true, null, null, true, null],
    [true, null, BORIS, false, null], // the call did not succeed
    [false, null, BORIS, true, '1'], // without a refining rule the base rule speaks
  ])(
    'the responsible: refined %s by %s, taken by %s, success %s → %s (S3-23, S3-24)',
    (isRefined, own, took, success, user) => {
      const rules = isRefined ? [aRule({ fields: { responsible: own } })] : [];
      const told = aCommunication({ responsible: took, success });
      expect(resolved(auto(base, { rules }), told).responsible).toBe(user);
    },
  );

  test('an employee who is gone is passed over, and one without a user of the CRM is said', () => {
    const setup = auto({ responsible: 'emp_00000000000000ff' });
    expect(resolved(setup, aCommunication({ responsible: BORIS })).responsible).toBe('2');
    const unlinked = auto({ responsible: ANNA }, { people: people({ [ANNA]: { user: null } }) });
    const resolution = resolveRule(unlinked, aCommunication(), NOON);
    expect(resolution.because.find(({ code }) => code === 'named')?.text).toContain('linked to no user');
  });
});

describe('statuses hold back a new entity (S3-25)', () => {
  const at = (status: string, kind: CrmEntityKind = 'inquiry') => [found(kind, '5', { status })];
  const chosen = [
    { entity: 'inquiry' as const, status: '1' },
    { entity: 'inquiry' as const, status: '2' },
  ];

  test.each<[string, Fields['heldBackBy'], FoundEntities, boolean]>([
    ['none chosen, none there', [], [], true],
    ['none chosen, one there', [], at('1'), true],
    ['chosen, none there', chosen, [], true],
    ['chosen, one in another status', chosen, at('3'), true],
    ['chosen, one in a chosen status', chosen, at('1'), false],
    ['chosen, two there of which one is chosen', chosen, [...at('3'), ...at('2')], false],
    ['chosen, another kind in that status', chosen, at('1', 'worksheet'), true],
  ])('statuses: %s (S3-25)', (_, heldBackBy, has, isMade) => {
    const writes = plan(
      auto({ first: ['inquiry'], heldBackBy: heldBackBy ?? null, comment: 'again' }),
      aCommunication(),
      has,
    );
    expect(creates(writes).length).toBe(isMade ? 1 : 0);
    // What is held back is commented on where it holds.
    if (!isMade) expect(writes).toContainEqual(expect.objectContaining({ kind: 'comment', text: 'again' }));
  });

  test('holds for worksheets too', () => {
    const heldBackBy = [{ entity: 'worksheet' as const, status: '1' }];
    const writes = plan(auto({ first: ['worksheet'], heldBackBy }), aCommunication(), [
      found('client', '9'),
      ...at('1', 'worksheet'),
    ]);
    expect(creates(writes)).toEqual([]);
  });
});

describe('a worksheet and its client (S3-27)', () => {
  const told = aCommunication({ recording: 'https://calls.example/1.mp3' });

  test('makes the client if there is none, and the recording goes there', () => {
    const writes = plan(auto({ first: ['worksheet'] }), told);
    expect(steps(writes)).toEqual(['create:client', 'create:worksheet', 'call:end', 'recording']);
    expect(writes[1]).toMatchObject({ links: [{ step: 'create:client' }] });
    expect(writes[3]).toMatchObject({ about: { step: 'create:client' } });
  });

  test('takes the client that is there', () => {
    const writes = plan(auto({ first: ['worksheet'] }), told, [found('client', '9')]);
    expect(steps(writes)).toEqual(['create:worksheet', 'call:end', 'recording']);
    expect(writes[0]).toMatchObject({ links: [{ kind: 'client', id: '9' }] });
    expect(writes[2]).toMatchObject({ about: { kind: 'client', id: '9' } });
  });
});
