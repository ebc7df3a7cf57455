import type { Campaign, CampaignOffice } from '../../../../shared/contract/admin/campaign.ts';
import type { OfficeStats, Stats, StatsInput } from '../../../../shared/contract/admin/stats.ts';
import { STATISTICS_MS } from '../../../domain/limits.ts';
import { judgePool, measuredShare } from '../../../domain/pool-load.ts';
import { HOUR_MS, hourOf, noCounts, WEEK_MS } from '../../../domain/statistics.ts';
import { medianVisitS } from '../../../domain/visit-length.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';
import type { CallSums, Hours, OfficeSums } from './statistics-reader.ts';

/** `stats`: what was counted of the campaigns, and how large their pools should be. @throws Refused */
export function answerStats({ entities, statistics, now }: RuleContext, input: StatsInput): Stats {
  const { campaign: wanted, holdS = null } = input;
  const asked = wanted ? [{ path: 'campaign', kind: 'campaigns' as const, id: wanted }] : [];
  refuseFaults(findUnknownReferences(entities, asked));
  const hours = readHours(input, now);
  const campaigns = entities.list('campaigns').filter(({ id }) => !wanted || id === wanted);
  const ids = campaigns.map(({ id }) => id);
  const sums = statistics.sumsOf(ids, hours);
  const calls = statistics.callSums(hours);
  return {
    from: new Date(hours.from * HOUR_MS).toISOString(),
    to: new Date(hours.to * HOUR_MS).toISOString(),
    calls: byVerdict(calls),
    campaigns: campaigns.map((campaign) => describeCampaign(campaign, { sums, calls, hours, holdS })),
  };
}

interface Counted {
  sums: readonly OfficeSums[];
  calls: readonly CallSums[];
  hours: Hours;
  /** The hold that was asked about, seconds. */
  holdS: number | null;
}

function describeCampaign(campaign: Campaign, counted: Counted): Stats['campaigns'][number] {
  const { id, name, status, offices } = campaign;
  const sums = counted.sums.filter((row) => row.campaign === id);
  const own = sums.find(({ office }) => office === '');
  const total = (field: 'leased' | 'fallback' | 'exhausted') =>
    sums.reduce((sum, row) => sum + row[field], 0);
  const newcomers = { leased: total('leased'), fallback: total('fallback'), exhausted: total('exhausted') };
  const calls = counted.calls.filter((row) => row.campaign === id);
  return {
    id,
    name,
    status,
    views: own?.views ?? 0,
    sessions: own?.sessions ?? 0,
    leased: newcomers.leased,
    fallbackShare: measuredShare(newcomers),
    holdS: campaign.sessionS + campaign.afterSessionS,
    medianVisitS: own ? medianVisitS(own) : null,
    calls: byVerdict(calls),
    offices: offices.map((office) => describeOffice(campaign, office, { ...counted, sums, calls })),
  };
}

function describeOffice(campaign: Campaign, place: CampaignOffice, counted: Counted): OfficeStats {
  const { office, numbers } = place;
  const none = { ...noCounts(), peak: 0, peakHour: 0 };
  const sums = counted.sums.find((row) => row.office === office) ?? none;
  const { static: shown, leased, renewed, fallback, exhausted, remembered, peak } = sums;
  const counts = { ...sums, hours: counted.hours.to - counted.hours.from };
  const pool = { numbers: numbers.length, holdS: campaign.sessionS + campaign.afterSessionS };
  const { holdS } = counted;
  return {
    office,
    numbers: numbers.length,
    static: shown,
    leased,
    renewed,
    fallback,
    exhausted,
    remembered,
    fallbackShare: measuredShare(sums),
    calls: byVerdict(counted.calls.filter((row) => row.office === office)),
    pool:
      peak === 0 || numbers.length < 2
        ? null
        : {
            ...judgePool(counts, pool),
            busiestAt: new Date(sums.peakHour * HOUR_MS).toISOString(),
            whatIf: holdS === null ? null : judgePool(counts, { ...pool, holdS }),
          },
  };
}

function byVerdict(rows: readonly CallSums[]): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const row of rows) calls[row.verdict] = (calls[row.verdict] ?? 0) + row.calls;
  return calls;
}

function readHours(input: StatsInput, now: number): Hours {
  const to = input.to === undefined ? now : Date.parse(input.to);
  const from = input.from === undefined ? to - WEEK_MS : Date.parse(input.from);
  if (from >= to || to - from > STATISTICS_MS) {
    const message = 'must be before `to`, by 400 days at most';
    refuseFaults([{ path: 'from', code: 'out_of_range', message }]);
  }
  return { from: hourOf(from), to: hourOf(to - 1) + 1 };
}
