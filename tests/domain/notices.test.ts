import { describe, expect, it } from 'vitest';
import type { CallbackLeg, PastAttempt } from '../../edge/domain/callback/state.ts';
import type { CallbackRecord } from '../../edge/domain/facts.ts';
import { resultsOfCallback } from '../../edge/domain/notices.ts';
import { type Notice, writeNotice } from '../../edge/domain/write-notice.ts';

const manager = (line: number, code: number, answered = false): CallbackLeg => ({
  party: 'manager',
  line,
  answered,
  code,
});
const visitor = (code: number, answered = false): CallbackLeg => ({
  party: 'visitor',
  line: 0,
  answered,
  code,
});
const attempt = (n: number, outcome: string, legs: CallbackLeg[]): PastAttempt => ({
  attempt: n,
  startedAt: n * 1000,
  endedAt: n * 1000 + 500,
  outcome,
  legs,
});
const record = (attempts: PastAttempt[], changes: Partial<CallbackRecord> = {}) =>
  ({
    id: 'cb_1',
    office: 'a',
    offices: ['a', 'b'],
    status: 'retry_planned',
    reason: null,
    changedAt: 9_000,
    talkS: null,
    success: null,
    attempts,
    ...changes,
  }) as CallbackRecord;

const shortly = (before: CallbackRecord | null, after: CallbackRecord) =>
  resultsOfCallback(before, after).map(({ office, success, reason, attempt: n }) => [
    office,
    n,
    success,
    reason,
  ]);

describe('what an office is told of', () => {
  it.each<[string, PastAttempt, Partial<CallbackRecord>, unknown[][]]>([
    ['a busy line', attempt(1, '486-0', [manager(0, 486)]), {}, [['a', 1, false, 'busy_manager']]],
    [
      'each office in turn that did not answer',
      attempt(1, '480-0', [manager(0, 486), manager(1, 408)]),
      {},
      [
        ['a', 1, false, 'busy_manager'],
        ['b', 1, false, 'no_answer_manager'],
      ],
    ],
    [
      'a talk, and nothing to the one whose telephone stopped because of it',
      attempt(1, '200-200', [manager(0, 487), manager(1, 200, true), visitor(200, true)]),
      { status: 'completed', success: true, talkS: 60 },
      [['b', 1, true, null]],
    ],
    [
      'a talk that was too short',
      attempt(1, '200-200', [manager(0, 200, true), visitor(200, true)]),
      { status: 'completed', success: false, talkS: 3 },
      [['a', 1, false, 'short']],
    ],
    [
      'a client who was busy',
      attempt(1, '200-486', [manager(0, 200, true), visitor(486)]),
      {},
      [['a', 1, false, 'busy_visitor']],
    ],
    [
      'a manager who went away',
      attempt(1, '200-0', [manager(0, 200, true)]),
      {},
      [['a', 1, false, 'declined']],
    ],
    [
      'a client who was called first',
      attempt(1, '200-480', [visitor(480)]),
      {},
      [['a', 1, false, 'no_answer_visitor']],
    ],
  ])('is %s', (_, past, changes, results) => {
    expect(shortly(null, record([past], changes))).toEqual(results);
  });

  it('is each attempt once, also if the fact of one was never heard', () => {
    const [one, two, three] = [1, 2, 3].map((n) => attempt(n, '486-0', [manager(0, 486)])) as [
      PastAttempt,
      PastAttempt,
      PastAttempt,
    ];
    expect(shortly(record([one]), record([one]))).toEqual([]);
    expect(shortly(record([one]), record([one, two, three])).map(([, n]) => n)).toEqual([2, 3]);
  });

  it('is no success of an earlier attempt, whatever the last one came to', () => {
    const talks = [1, 2].map((n) => attempt(n, '200-200', [manager(0, 200, true), visitor(200, true)]));
    const after = record(talks, { status: 'completed', success: true, talkS: 90 });
    expect(shortly(null, after)).toEqual([
      ['a', 1, false, 'short'],
      ['a', 2, true, null],
    ]);
  });

  it('is an order that ended before anybody was called, but not one that was cancelled', () => {
    const before = record([], { status: 'planned' });
    expect(shortly(before, record([], { status: 'failed', reason: 'no_hours' }))).toEqual([
      ['a', 0, false, 'no_hours'],
    ]);
    expect(shortly(before, record([], { status: 'expired' }))).toEqual([['a', 0, false, 'expired']]);
    expect(shortly(before, record([], { status: 'cancelled', reason: 'cancelled_by_visitor' }))).toEqual([]);
  });
});

describe('the mail', () => {
  const notice: Notice = {
    language: 'en',
    timeZone: 'Asia/Vladivostok',
    office: 'Sales <&> "Service"',
    result: {
      success: false,
      reason: 'busy_manager',
      attempt: 2,
      at: Date.UTC(2026, 11, 7, 20, 30),
      talkS: null,
    },
    phone: '+79161234567',
    name: '<img src=x onerror=alert(1)>',
    comment: null,
    page: 'https://shop.example/?a=1&b=2',
    dialled: null,
    nextAt: null,
  };

  it('tells what the office needs, in its own time, with nothing left empty', () => {
    const { subject, text } = writeNotice(notice, 'a@b.example');
    expect(subject).toBe('Unsuccessful call: +79161234567 · Sales <&> "Service"');
    expect(text).toContain('Reason: the manager’s line was busy');
    expect(text).toContain('8 December 2026');
    expect(text).toContain('Attempt: 2');
    expect(text).not.toMatch(/Comment|Talk|null/);
  });

  it('shows what visitors and offices wrote as text', () => {
    const { html } = writeNotice(notice, 'a@b.example');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('Sales &lt;&amp;&gt; &quot;Service&quot;');
    expect(html).toContain('?a=1&amp;b=2');
    expect(html).not.toContain('<img');
  });

  it('has a name for every kind of call in both languages', () => {
    const titles = (['ru', 'en'] as const).flatMap((language) =>
      [true, false].flatMap((success) =>
        [1, null].map((n) => {
          const result = { ...notice.result, success, attempt: n };
          return writeNotice({ ...notice, language, result, phone: null }, 'a@b.example').subject.split(
            ' · ',
          )[0];
        }),
      ),
    );
    expect(titles).toEqual([
      'Состоявшийся звонок: номер скрыт',
      'Принятый звонок: номер скрыт',
      'Несостоявшийся звонок: номер скрыт',
      'Пропущенный звонок: номер скрыт',
      'Successful call: number withheld',
      'Answered call: number withheld',
      'Unsuccessful call: number withheld',
      'Missed call: number withheld',
    ]);
  });
});
