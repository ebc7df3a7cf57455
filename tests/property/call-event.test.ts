import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallEvent,
  type CallFacts,
  callStart,
  callStatus,
  eventTime,
  mergeCall,
  talkTime,
} from '../../edge/domain/call-event.ts';
import { CALL_SILENCE_MS, TRUSTED_CLOCK_MS } from '../../edge/domain/limits.ts';
import { CALL_OUTCOMES } from '../../shared/contract/admin/call.ts';

const AT = 1_700_000_000_000;
const RUNS = 5_000;

const body = {
  call: fc.constant('CA1'),
  number: fc.constantFrom('+74951000001', '+74951000002', null),
  caller: fc.constantFrom('+79161234567', '+79169999999', null),
  at: fc.integer({ min: AT, max: AT + 600_000 }),
};
const seconds = fc.option(fc.integer({ min: 0, max: 600 }), { nil: null });

/** What providers may send of one call, also events that contradict each other. */
const event: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom('started' as const, 'answered' as const), ...body }),
  fc.record({
    kind: fc.constant('ended' as const),
    outcome: fc.option(fc.constantFrom(...CALL_OUTCOMES), { nil: null }),
    talkS: seconds,
    totalS: seconds,
    ...body,
  }),
  fc.record({
    kind: fc.constant('recording_ready' as const),
    recordingUrl: fc.constantFrom('https://pbx.example/1.mp3', 'https://pbx.example/2.mp3'),
    ...body,
  }),
);

const mergeAll = (events: readonly CallEvent[]) => events.reduce<CallFacts | null>(mergeCall, null);

/** A set of events, what was lost of it left out, and two deliveries of the rest: in any order, some repeated. */
const deliveries = fc.array(event, { minLength: 1, maxLength: 8 }).chain((sent) =>
  fc.shuffledSubarray(sent, { minLength: 1 }).chain((delivered) =>
    fc.record({
      first: fc.constant(delivered),
      again: fc.array(fc.constantFrom(...delivered), { maxLength: 10 }).chain((repeated) =>
        fc.shuffledSubarray([...delivered, ...repeated], {
          minLength: delivered.length + repeated.length,
        }),
      ),
    }),
  ),
);

const call = { call: 'CA1', number: '+74951000001', caller: '+79161234567' };
const STARTED: CallEvent = { ...call, kind: 'started', at: AT };
const ANSWERED: CallEvent = { ...call, kind: 'answered', at: AT + 8_000 };
const ENDED: CallEvent = {
  ...call,
  kind: 'ended',
  at: AT + 158_000,
  outcome: 'completed',
  talkS: 150,
  totalS: 158,
};
const RECORDED: CallEvent = {
  call: 'CA1',
  number: null,
  caller: null,
  kind: 'recording_ready',
  at: AT + 200_000,
  recordingUrl: 'https://pbx.example/1.mp3',
};

describe('the events of a call', () => {
  it('give the same record in every order and however often they are repeated', () => {
    fc.assert(
      fc.property(deliveries, ({ first, again }) => {
        expect(mergeAll(again)).toEqual(mergeAll(first));
      }),
      { numRuns: RUNS },
    );
  });

  it('may be merged in parts', () => {
    const parts = fc.property(event, event, event, (a, b, c) => {
      const whole = mergeAll([a, b, c]);
      const known = mergeAll([b, c]);
      expect(known && mergeCall(known, a)).toEqual(whole);
      expect(whole && mergeCall(whole, b)).toEqual(whole);
    });
    fc.assert(parts, { numRuns: RUNS });
  });

  it('never make the start later or the end earlier as more of them come', () => {
    const grows = fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), event, (events, next) => {
      const before = mergeAll(events);
      if (!before) return;
      const after = mergeCall(before, next);
      expect(after.firstAt).toBeLessThanOrEqual(before.firstAt);
      expect(after.endedAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(before.endedAt ?? 0);
    });
    fc.assert(grows, { numRuns: RUNS });
  });

  it.each([
    ['a start alone', [STARTED], { status: 'ringing', talkS: null, startAt: AT }],
    ['a start and an answer', [ANSWERED, STARTED], { status: 'talking', talkS: null, startAt: AT }],
    ['all four', [RECORDED, ENDED, STARTED, ANSWERED], { status: 'completed', talkS: 150, startAt: AT }],
    ['an end alone', [ENDED], { status: 'completed', talkS: 150, startAt: AT }],
    ['a recording alone', [RECORDED], { status: 'completed', talkS: null, startAt: AT + 200_000 }],
    [
      'an end without figures',
      [STARTED, ANSWERED, { ...ENDED, talkS: null, totalS: null, outcome: null }],
      { status: 'completed', talkS: 150, startAt: AT },
    ],
    [
      'an end nobody answered',
      [STARTED, { ...ENDED, talkS: 0, outcome: 'completed' as const }],
      { status: 'no_answer', talkS: 0, startAt: AT },
    ],
    [
      'an engaged line',
      [STARTED, { ...ENDED, talkS: null, outcome: 'busy' as const }],
      { status: 'busy', talkS: null, startAt: AT },
    ],
  ])('tell of a call by %s', (_, events: CallEvent[], told) => {
    const facts = mergeAll(events) as CallFacts;
    const status = callStatus(facts, AT + 300_000);
    expect({ status, talkS: talkTime(facts), startAt: callStart(facts) }).toEqual(told);
  });

  it('leave a call unknown whose end nobody told of for four hours', () => {
    const facts = mergeAll([STARTED, ANSWERED]) as CallFacts;
    expect(callStatus(facts, AT + CALL_SILENCE_MS - 1)).toBe('talking');
    expect(callStatus(facts, AT + CALL_SILENCE_MS)).toBe('unknown');
  });
});

describe('the time of an event', () => {
  it.each([
    ['as told while the provider’s clock is close', AT - TRUSTED_CLOCK_MS, AT - TRUSTED_CLOCK_MS],
    ['as told when that clock is ahead a little', AT + TRUSTED_CLOCK_MS, AT + TRUSTED_CLOCK_MS],
    ['that of the receipt when it is more than five minutes old', AT - TRUSTED_CLOCK_MS - 1, AT],
    ['that of the receipt when it lies in the future', AT + TRUSTED_CLOCK_MS + 1, AT],
    ['that of the receipt when nothing was told', null, AT],
    ['that of the receipt when what was told is no time', Number.NaN, AT],
  ])('is %s', (_, toldAt, expected) => {
    expect(eventTime(toldAt, AT)).toBe(expected);
  });
});
