import type { Job } from '../../../../shared/contract/admin/job.ts';
import type { Purchase, StockNumber } from '../../../../shared/contract/admin/number-market.ts';

/** With what its numbers will be, and whether the inventory may have heard of it. */
export type StoredPurchase = Omit<Purchase, 'numbers'> & {
  numbers: (Purchase['numbers'][number] & Pick<StockNumber, 'region' | 'operator' | 'kind'>)[];
  requestId: string;
  wasSent: boolean;
};

/** With the request that its audit rows name. */
export type StoredJob = Job & { requestId: string };

/** By what a number was bought, so that it can be given back. */
export interface NumberSource {
  purchase: string;
  integration: string | null;
}
