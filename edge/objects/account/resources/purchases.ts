import type { PurchaseInput } from '../../../../shared/contract/admin/number-market.ts';
import type { FieldError } from '../../../../shared/error-codes.ts';
import { PURCHASE_FIRST_MS } from '../../../domain/limits.ts';
import type { PricedNumber } from '../../../domain/numbers/inventory.ts';
import { simulatedNumber } from '../../../domain/numbers/simulated-stock.ts';
import { priceTwilioNumber } from '../../../domain/numbers/twilio-prices.ts';
import type { StoredPurchase } from '../entity-bodies.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';
import { findByE164, openPurchaseOf } from './find-number.ts';

/** The order is only stored here, with its money set aside; who buys is market/purchase-flow.ts. */
export const purchaseRules: ResourceRules<'purchases'> = {
  present: () => showPurchase,

  create: (context, { id, input }) => {
    const { ledger, schedule, now, token, requestId } = context;
    const numbers = priceNumbers(context, input);
    const total = numbers.reduce((sum, { price }) => sum + price, 0);
    if (input.total !== null && input.total !== total) {
      refuse('price_changed', `They cost ${total} now, and nothing was bought.`);
    }
    const { available } = ledger.read();
    if (total > available) {
      refuse('funds', `They cost ${total}, and there is ${available} to spend. Nothing was bought.`);
    }
    // The request itself goes on with it at once: the timer is for what is cut short.
    schedule('purchase', id, now + PURCHASE_FIRST_MS);
    return {
      id,
      status: 'ordered',
      inventory: input.integration === null ? 'simulator' : 'twilio',
      integration: input.integration,
      numbers,
      total,
      reason: null,
      taken: [],
      createdAt: new Date(now).toISOString(),
      endedAt: null,
      madeBy: token,
      requestId,
      wasSent: false,
    };
  },
};

/** A purchase as the API shows it. */
export function showPurchase({ requestId: _, wasSent: __, numbers, ...purchase }: StoredPurchase) {
  return { ...purchase, numbers: numbers.map(({ e164, price, number }) => ({ e164, price, number })) };
}

function priceNumbers(context: RuleContext, { numbers, integration }: PurchaseInput) {
  const priced = numbers.map((e164) => priceOne(context, e164, integration));
  if (integration !== null) refuseUnusable(context, integration);
  refuseFaults(
    priced.flatMap((one, i) =>
      one ? [] : [{ path: `numbers.${i}`, code: 'not_for_sale', message: 'is no number that is sold here' }],
    ),
  );
  const known = numbers.flatMap((e164, i): FieldError[] => {
    const own = findByE164(context.entities, e164);
    if (own) return [{ path: `numbers.${i}`, code: 'taken', message: `is the number ${own.id}` }];
    const order = openPurchaseOf(context.entities, e164);
    return order ? [{ path: `numbers.${i}`, code: 'taken', message: `is ordered by ${order}` }] : [];
  });
  if (known.length > 0) refuse('conflict', 'The account has some of these numbers already.', known);
  return numbers.flatMap((e164, i) => {
    const one = priced[i];
    return one ? [{ ...one, e164, number: null }] : [];
  });
}

function priceOne(
  { twilioPrices }: RuleContext,
  e164: string,
  integration: string | null,
): PricedNumber | null {
  return integration === null ? simulatedNumber(e164) : priceTwilioNumber(e164, twilioPrices);
}

function refuseUnusable({ entities }: RuleContext, id: string): void {
  const integration = entities.get('integrations', id);
  const fault = (code: string, message: string) => refuseFaults([{ path: 'integration', code, message }]);
  if (!integration) fault('unknown_reference', 'names nothing among the integrations');
  else if (integration.provider !== 'twilio' || !integration.accountSid) {
    fault('not_for_sale', 'is no integration that numbers can be bought by');
  }
}
