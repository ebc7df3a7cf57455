import type { Campaign } from '../../../../shared/contract/admin/campaign.ts';
import type { Warning } from '../../../../shared/contract/admin/common.ts';
import { isPoolTooSmall, judgePool, measuredShare, type PoolLoad } from '../../../domain/pool-load.ts';
import { hourOf, WEEK_MS } from '../../../domain/statistics.ts';
import type { RuleContext } from '../resource-rules.ts';
import type { OfficeSums } from './statistics-reader.ts';

/** By campaign id: which pools the load of the last week was too much for. One query for all of them. */
export function warnOfSmallPools(
  { statistics, now }: RuleContext,
  campaigns: readonly Campaign[],
): Map<string, Warning[]> {
  const active = campaigns.filter(({ status }) => status === 'active');
  const hours = { from: hourOf(now - WEEK_MS), to: hourOf(now) + 1 };
  const sums =
    active.length === 0
      ? []
      : statistics.sumsOf(
          active.map(({ id }) => id),
          hours,
        );
  return new Map(
    active.map((campaign) => [
      campaign.id,
      campaign.offices.flatMap(({ office, numbers }, i) => {
        const row = sums.find((entry) => entry.campaign === campaign.id && entry.office === office);
        if (!row || numbers.length < 2) return [];
        const counts = { ...row, hours: hours.to - hours.from };
        const holdS = campaign.sessionS + campaign.afterSessionS;
        const load = judgePool(counts, { numbers: numbers.length, holdS });
        return isPoolTooSmall(counts, load) ? [describe(i, numbers.length, row, load)] : [];
      }),
    ]),
  );
}

function describe(office: number, numbers: number, row: OfficeSums, load: PoolLoad): Warning {
  const needed = load.needed.find(({ share }) => share === 0.01)?.numbers ?? 0;
  const measured = percent(measuredShare(row) ?? 0);
  const message =
    `${measured} of the newcomers of the last week got no number of their own, and in the busiest hour ` +
    `${percent(load.fallbackShare)} are to be expected: too few numbers or too long a hold. ` +
    `For 1 % that hour needs ${needed} numbers instead of ${numbers}.`;
  return { code: 'pool_too_small', path: `offices.${office}.numbers`, message };
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
