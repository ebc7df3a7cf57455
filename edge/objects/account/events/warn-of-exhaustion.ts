import type { Campaign } from '../../../../shared/contract/admin/campaign.ts';
import type { Warning } from '../../../../shared/contract/admin/common.ts';
import { describePool, judgeAlert } from '../../../domain/pool-alert.ts';
import type { RuleContext } from '../resource-rules.ts';

/** By campaign id: which pools run dry just now. One query for all of them; nothing where alerts are off. */
export function warnOfExhaustion(
  { poolAlerts, alerts: { fallbackShare: threshold }, now }: RuleContext,
  campaigns: readonly Campaign[],
): Map<string, Warning[]> {
  const warnings = new Map<string, Warning[]>();
  const active = campaigns.filter(({ status }) => status === 'active');
  if (threshold === null || active.length === 0) return warnings;
  const ids = active.map(({ id }) => id);
  for (const pool of poolAlerts.list(ids, now)) {
    const campaign = active.find(({ id }) => id === pool.campaign);
    const i = campaign?.offices.findIndex(({ office }) => office === pool.office) ?? -1;
    const numbers = campaign?.offices[i]?.numbers.length ?? 0;
    const { isExhausting } = judgeAlert(pool.hours, pool.state, { threshold, now });
    if (!campaign || numbers < 2 || !isExhausting) continue;
    const size = { numbers, holdS: campaign.sessionS + campaign.afterSessionS };
    const { fallbackShare, newcomers, needed } = describePool(pool.hours, size, now);
    const message =
      `${Math.round(fallbackShare * newcomers)} of the ${newcomers} newcomers of the last two hours got no number of ` +
      'their own: too few numbers or too long a hold. ' +
      `As they come now, ${needed} numbers are needed instead of ${numbers}, or a shorter hold.`;
    const warning = { code: 'pool_exhausting', path: `offices.${i}.numbers`, message };
    warnings.set(campaign.id, [...(warnings.get(campaign.id) ?? []), warning]);
  }
  return warnings;
}
