import { describePool, judgeAlert } from '../../../domain/pool-alert.ts';
import { newcomersOf } from '../../../domain/pool-load.ts';
import type { CounterRow } from '../../../domain/statistics.ts';
import type { AccountStore } from '../account-store.ts';
import type { EntityStore } from '../entity-store.ts';
import type { EventLog } from './event-log.ts';
import type { PoolAlertStore } from './pool-alert-store.ts';

export interface PoolWatch {
  account: AccountStore;
  entities: EntityStore;
  poolAlerts: PoolAlertStore;
  events: EventLog;
}

/**
 * Looks at the pools that a batch of counters tells of, in the transaction that added it, and tells the account of those
 * that run dry. A repeated batch finds nothing to tell: the state has it. `now` is epoch ms.
 */
export function watchPools(watch: PoolWatch, rows: readonly CounterRow[], now: number): void {
  const threshold = watch.account.find()?.body.alerts.fallbackShare ?? null;
  const asked = new Set(rows.filter((row) => newcomersOf(row) > 0).map(({ campaign }) => campaign));
  if (threshold === null || asked.size === 0) return;
  for (const pool of watch.poolAlerts.list([...asked], now)) {
    const campaign = watch.entities.get('campaigns', pool.campaign);
    const place = campaign?.offices.find(({ office }) => office === pool.office);
    if (campaign?.status !== 'active' || !place || place.numbers.length < 2) continue;
    const { state, isTold } = judgeAlert(pool.hours, pool.state, { threshold, now });
    if (state !== pool.state) watch.poolAlerts.save(pool, state);
    if (!isTold) continue;
    const size = {
      numbers: place.numbers.length,
      holdS: campaign.sessionS + campaign.afterSessionS,
    };
    const data = {
      campaign: campaign.id,
      office: pool.office,
      ...describePool(pool.hours, size, now),
    };
    watch.events.record({ type: 'pool.alert', site: campaign.site, data }, now);
  }
}
