import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliverCommunication } from '../../edge/adapters/crm/deliver-communication.ts';
import type { Communication } from '../../edge/domain/crm/communication.ts';
import type { ResolvedRule } from '../../edge/domain/crm/resolve-rule.ts';
import { ANNA, aCommunication, aSetup, BORIS, type Fields, NOON, resolved } from '../support/crm.ts';
import { Crash, KeptSteps, ModelCrm, type Trouble } from '../support/model-crm.ts';

interface Told {
  communication: Communication;
  rule: ResolvedRule;
}

const LINES = [0, 1, 2, 3].map((i) => ({
  id: `l${i}`,
  at: NOON + i * 1000,
  from: 'visitor' as const,
  author: null,
  text: `text ${i}`,
}));
const RECORDED = { recording: 'https://calls.example/1.mp3' };
const BEGUN = { phase: 'start', endedAt: null, success: null, talkS: null, responsible: null } as const;

/** All that one communication is told of, in the usual order. */
function tellings(kind: Communication['kind'], id: string): Communication[] {
  const of = (own: Partial<Communication>) => aCommunication({ id, kind, ...own });
  if (kind === 'chat') {
    const lines = LINES.map((line) => of({ phase: 'message', lines: [line] }));
    return [of({ phase: 'start', lines: [] }), ...lines, of({ lines: LINES })];
  }
  if (kind === 'request') return [of({ phase: 'end', text: 'Call me' })];
  return [of(BEGUN), of({ responsible: BORIS }), of({ responsible: BORIS, ...RECORDED })];
}

const FIELDS: Fields[] = [
  {
    first: ['lead', 'deal', 'contact'],
    repeated: [],
    chatAt: 'start',
    notify: ['responsible'],
    copyComments: true,
  },
  {
    first: ['deal'],
    repeated: ['activity'],
    chatAt: 'end',
    commentPriority: 'both',
    comment: 'by {{ site_name }}',
  },
];

function ruleFor(vendor: 'bitrix24' | 'autocrm', base: Fields, communication: Communication): ResolvedRule {
  const own: Fields = vendor === 'autocrm' ? { first: ['worksheet'], comment: base.comment ?? null } : base;
  const responsibles = { default: ANNA };
  const section = {
    isActive: true,
    baseRule: own,
    channels: [communication.channel?.id ?? ''].filter(Boolean),
    responsibles,
  };
  return resolved(
    aSetup({ vendor, settings: { calls: section, chats: section, requests: section } }),
    communication,
  );
}

/** Delivers all, each until it is taken; whatever is cut short is begun anew with what was kept. */
async function run(told: readonly Told[], next: () => Trouble): Promise<string[]> {
  const crm = new ModelCrm(next);
  const kept = new KeptSteps();
  for (const one of told) {
    for (let tries = 0; ; tries++) {
      if (tries > 200) throw new Error('it never ends');
      try {
        const outcome = await deliverCommunication(crm.adapter, kept, one);
        if (outcome.kind === 'delivered') break;
        expect(outcome.kind).toBe('retry');
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      }
    }
  }
  return crm.content();
}

const TROUBLES: Trouble[] = ['none', 'crash before', 'crash after', 'retry', 'lost'];

describe('what is in the CRM in the end', () => {
  const communication = fc.record({
    kind: fc.constantFrom<Communication['kind'][]>('call', 'callback', 'request', 'chat'),
    vendor: fc.constantFrom<('bitrix24' | 'autocrm')[]>('bitrix24', 'autocrm'),
    base: fc.constantFrom(...FIELDS),
  });

  test('does not depend on the order in which a communication is told, on repetitions, or on crashes', async () => {
    await fc.assert(
      fc.asyncProperty(
        communication,
        fc.array(fc.constantFrom(...TROUBLES), { maxLength: 40 }),
        fc.array(fc.nat(9), { maxLength: 6 }),
        fc.nat(),
        async ({ kind, vendor, base }, troubles, again, seed) => {
          const all = tellings(kind, 'com_1').map((one) => ({
            communication: one,
            rule: ruleFor(vendor, base, one),
          }));
          const expected = await run(all, () => 'none');
          const repeated = [...all, ...again.flatMap((i) => all[i % all.length] ?? [])];
          const shuffled = shuffle(repeated, seed);
          const left = [...troubles];
          expect(await run(shuffled, () => left.shift() ?? 'none')).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('has one lead, deal, contact or client of a person, however many communications there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(communication, { minLength: 1, maxLength: 5 }),
        fc.array(fc.constantFrom(...TROUBLES), { maxLength: 60 }),
        fc.constantFrom<('bitrix24' | 'autocrm')[]>('bitrix24', 'autocrm'),
        async (several, troubles, vendor) => {
          const told = several.flatMap(({ kind }, i) =>
            tellings(kind, `com_${i}`).map((one) => ({
              communication: one,
              rule: ruleFor(vendor, FIELDS[0] as Fields, one),
            })),
          );
          const left = [...troubles];
          const content = await run(told, () => left.shift() ?? 'none');
          const count = (kind: string) => content.filter((line) => line.startsWith(`${kind} “`)).length;
          for (const kind of ['lead', 'deal', 'contact', 'client'])
            expect(count(kind)).toBeLessThanOrEqual(1);
          expect(new Set(content.filter((line) => line.startsWith('call '))).size).toBe(
            content.filter((line) => line.startsWith('call ')).length,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const keyed = items.map(
    (item, i) => [((i + 1) * 2_654_435_761 + seed * 40_503) % 1_000_003, item] as const,
  );
  return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
}
