import type { Context } from 'hono';
import type { StockInput } from '../../../shared/contract/admin/number-market.ts';
import type { MarketIntegration } from '../../adapters/inventory/open-inventory.ts';
import type { Found } from '../../domain/numbers/inventory.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import type { AccountQuestion } from './ask-account.ts';

/** What the account says of the integration that is to be asked; null for the simulator's stock. */
export interface MarketFacts {
  integration: MarketIntegration | null;
}

const PRESET_LIMIT = 20;

/** What is for sale, of the inventory that the account named. @throws ApiError `unavailable` if it does not answer */
export async function searchMarket(
  c: Context<AppEnv>,
  { action, query = {} }: AccountQuestion,
  { integration }: MarketFacts,
): Promise<{ items: object[] }> {
  const inventory = await c.get('services').inventory(integration);
  if (!inventory) throw new ApiError('unavailable', { detail: 'The integration cannot be used just now.' });
  if (action === 'regions') return itemsOf(await inventory.regions());
  const { limit, ...question } = query as StockInput;
  return itemsOf(await inventory.search(question, Number(limit ?? PRESET_LIMIT)));
}

function itemsOf<T extends object>(found: Found<T>): { items: T[] } {
  if (found.kind === 'found') return { items: found.items };
  throw new ApiError('unavailable', { detail: 'The provider cannot be asked just now.' });
}
