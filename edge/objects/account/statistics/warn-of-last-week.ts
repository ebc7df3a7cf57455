import type { Campaign, CampaignOffice } from '../../../../shared/contract/admin/campaign.ts';
import type { Warning } from '../../../../shared/contract/admin/common.ts';
import { isPoolTooSmall, judgePool, measuredShare, type PoolLoad } from '../../../domain/pool-load.ts';
import { hourOf, WEEK_MS } from '../../../domain/statistics.ts';
import { medianVisitS } from '../../../domain/visit-length.ts';
import type { RuleContext } from '../resource-rules.ts';
import type { OfficeSums } from './statistics-reader.ts';

/** By campaign id: what the visits of the last week say of pools and holds. One query for all of them. */
export function warnOfLastWeek(
  { statistics, now }: RuleContext,
  campaigns: readonly Campaign[],
): Map<string, Warning[]> {
  const active = campaigns.filter(({ status }) => status === 'active');
  if (active.length === 0) return new Map();
  const hours = { from: hourOf(now - WEEK_MS), to: hourOf(now) + 1 };
  const ids = active.map(({ id }) => id);
  const sums = statistics.sumsOf(ids, hours);
  return new Map(
    active.map((campaign) => {
      const rows = sums.filter((row) => row.campaign === campaign.id);
      return [
        campaign.id,
        [...smallPools(campaign, rows, hours.to - hours.from), ...shortHold(campaign, rows)],
      ];
    }),
  );
}

function smallPools(campaign: Campaign, sums: readonly OfficeSums[], hours: number): Warning[] {
  return campaign.offices.flatMap(({ office, numbers }, i) => {
    const row = sums.find((entry) => entry.office === office);
    if (!row || numbers.length < 2) return [];
    const counts = { ...row, hours };
    const load = judgePool(counts, { numbers: numbers.length, holdS: holdOf(campaign) });
    return isPoolTooSmall(counts, load) ? [describePool(i, numbers.length, row, load)] : [];
  });
}

function describePool(office: number, numbers: number, row: OfficeSums, load: PoolLoad): Warning {
  const needed = load.needed.find(({ share }) => share === 0.01)?.numbers ?? 0;
  const measured = percent(measuredShare(row) ?? 0);
  const message =
    `${measured} of the newcomers of the last week got no number of their own, and in the busiest hour ` +
    `${percent(load.fallbackShare)} are to be expected: too few numbers or too long a hold. ` +
    `For 1 % that hour needs ${needed} numbers instead of ${numbers}.`;
  return { code: 'pool_too_small', path: `offices.${office}.numbers`, message };
}

/** Whoever looks for longer than a number is held may call one that is somebody else's by then (S2-53, S2-65). */
function shortHold(campaign: Campaign, sums: readonly OfficeSums[]): Warning[] {
  const own = sums.find(({ office }) => office === '');
  const median = own ? medianVisitS(own) : null;
  const holdS = holdOf(campaign);
  if (median === null || median <= holdS || !campaign.offices.some(isPool)) return [];
  const message =
    `Half of the visits of the last week lasted ${median} s or longer, and a number is held for ${holdS} s after the ` +
    'last sign of life: whoever reads on for longer may call a number that is another visitor’s by then. A longer hold ' +
    'needs more numbers.';
  return [{ code: 'hold_short', path: 'sessionS', message }];
}

function isPool({ numbers }: CampaignOffice): boolean {
  return numbers.length > 1;
}

function holdOf({ sessionS, afterSessionS }: Campaign): number {
  return sessionS + afterSessionS;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
