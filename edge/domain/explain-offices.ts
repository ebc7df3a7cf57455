import type { SwapReason } from '../../shared/contract/swap.ts';
import type { ExplainedOffice, PoolState, WhyNoNumber } from '../../shared/contract/visit-explanation.ts';
import type { EdgeCampaign, EdgeOffice, UsableNumber } from './site-model.ts';

/** A pool as it was found: how full, and what the visitor holds of it. */
export interface PoolView {
  active: boolean;
  offices: readonly (PoolState & { office: string; lease: { number: string; expiresInS: number } | null })[];
}

export interface OfficesQuestion {
  campaign: EdgeCampaign;
  /** Null if it could not be asked. */
  pool: PoolView | null;
  /** Why this visitor takes no number at all, or null for one who may. */
  without: 'consent' | 'bot' | 'excluded' | null;
  names: Readonly<Record<string, string>>;
  /** Epoch ms. */
  now: number;
}

/** What each office of the winning campaign shows to a visitor, and why it is no number of their own. */
export function explainOffices(question: OfficesQuestion): ExplainedOffice[] {
  return question.campaign.offices.map((office) => {
    const { pool, names } = question;
    const found = pool?.offices.find((one) => one.office === office.office);
    const state = office.kind === 'dynamic' && found ? stateOf(found) : null;
    return {
      office: office.office,
      name: names[office.office] ?? office.office,
      kind: office.kind,
      selectors: office.selectors,
      pool: state,
      ...showsOf(office, question),
    };
  });
}

type Shows = Pick<ExplainedOffice, 'shows' | 'number' | 'expiresInS' | 'why'>;

function showsOf(office: EdgeOffice, { pool, without, now }: OfficesQuestion): Shows {
  if (office.kind === 'none') return standIn(office, now, 'no_numbers');
  if (office.kind === 'static') {
    const number = usable(office.static, now);
    return number
      ? { shows: 'static', number, expiresInS: null, why: null }
      : standIn(office, now, 'resting');
  }
  if (without) return standIn(office, now, without);
  if (!pool) return standIn(office, now, 'unknown');
  if (!pool.active) return standIn(office, now, 'paused');
  const found = pool.offices.find((one) => one.office === office.office);
  if (found?.lease) return { shows: 'leased', ...found.lease, why: null };
  if (found && found.free > 0) return { shows: 'free', number: null, expiresInS: null, why: null };
  return standIn(office, now, 'exhausted');
}

function standIn({ fallback }: EdgeOffice, now: number, why: WhyNoNumber): Shows {
  const number = usable(fallback, now);
  return { shows: number ? 'fallback' : 'none', number, expiresInS: null, why };
}

function usable(number: UsableNumber | null, now: number): string | null {
  return number && number.usableFrom <= now ? number.e164 : null;
}

function stateOf({ numbers, free, held, resting, draining, nextFreeInS }: PoolState): PoolState {
  return { numbers, free, held, resting, draining, nextFreeInS };
}

/** As `composeSwaps` ranks them: one word speaks for several offices. */
const STRENGTH: readonly [ExplainedOffice['shows'], SwapReason][] = [
  ['free', 'leased'],
  ['leased', 'renewed'],
  ['fallback', 'fallback'],
  ['none', 'exhausted'],
  ['static', 'static'],
];

/** The `x-ringlet-reason` that the page would get now. */
export function reasonOf(offices: readonly ExplainedOffice[]): SwapReason {
  const isIt = (shows: string) => (office: ExplainedOffice) =>
    office.shows === shows && (shows !== 'none' || office.kind === 'dynamic');
  return STRENGTH.find(([shows]) => offices.some(isIt(shows)))?.[1] ?? 'none';
}
