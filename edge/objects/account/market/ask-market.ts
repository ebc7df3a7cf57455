import type { StockInput } from '../../../../shared/contract/admin/number-market.ts';
import { refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';

/**
 * What the account knows of a question about the stock: the integration that is asked, its secrets in their envelope.
 * The route asks the inventory, because an object should not wait for it.
 */
export function askMarket(
  { entities }: RuleContext,
  _question: string,
  input: unknown,
): Record<string, unknown> {
  const { integration: id } = input as Pick<StockInput, 'integration'>;
  if (id === undefined) return { integration: null };
  const found = entities.get('integrations', id);
  if (!found) {
    refuseFaults([
      { path: 'integration', code: 'unknown_reference', message: 'names nothing among the integrations' },
    ]);
  }
  if (found?.provider !== 'twilio' || !found.accountSid) {
    refuseFaults([
      {
        path: 'integration',
        code: 'not_for_sale',
        message: 'is no integration that numbers can be bought by',
      },
    ]);
    return {};
  }
  const { key, envelope, accountSid, apiKeySid } = found;
  return { integration: { key, envelope, accountSid, apiKeySid } };
}
