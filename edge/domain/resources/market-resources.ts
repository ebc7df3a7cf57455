import { z } from 'zod';
import { BalanceSchema, LedgerEntrySchema } from '../../../shared/contract/admin/ledger.ts';
import {
  NumberRequestInputSchema,
  NumberRequestSchema,
  PurchaseInputSchema,
  PurchaseSchema,
} from '../../../shared/contract/admin/number-market.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { MARKET_EXAMPLES } from './market-examples.ts';
import { PLAIN } from './plain.ts';

/** Money of the account, and the numbers that it buys. */
export const MARKET_RESOURCES = {
  ledger: {
    ...PLAIN,
    kind: 'ledger',
    singular: 'ledgerEntry',
    prefix: 'led',
    description:
      'What was charged to the account and credited to it, newest first, each line with the balance after it. Lines are added and never changed.',
    entity: LedgerEntrySchema,
    input: null,
    verbs: ['list', 'get'],
    questions: [
      {
        name: 'balance',
        about: 'list',
        method: 'get',
        summary: 'Read what there is to spend',
        description: 'The balance, what of it is set aside for purchases that are still open, and the rest.',
        input: z.strictObject({}),
        example: {},
        answer: BalanceSchema,
        exampleAnswer: { balance: 455_000, held: 0, available: 455_000 },
      },
    ],
    filters: ['kind', 'subject'],
    sorts: ['at'],
    defaultSort: '-at',
    example: MARKET_EXAMPLES.ledger,
  },
  purchases: {
    ...PLAIN,
    kind: 'purchases',
    singular: 'purchase',
    prefix: 'pur',
    path: 'numbers/purchases',
    createRight: 'numbers:buy',
    description:
      'Numbers bought, all of a purchase or none. Short of money it is 402 `funds`, a number that is gone 409 `number_sold` with its place in `errors`: then nothing is bought and nothing charged. The answer tells how it ended; `ordered` says that the provider’s word is still awaited, and the money is only set aside: read it again. With an Idempotency-Key it may be repeated.',
    entity: PurchaseSchema,
    input: PurchaseInputSchema,
    verbs: ['list', 'get', 'create'],
    filters: ['status', 'inventory'],
    sorts: ['createdAt'],
    defaultSort: '-createdAt',
    example: MARKET_EXAMPLES.purchases,
  },
  requests: {
    ...PLAIN,
    kind: 'requests',
    singular: 'numberRequest',
    prefix: 'req',
    path: 'numbers/requests',
    createRight: 'numbers:buy',
    description:
      'Numbers of regions that the stock has not got, as they were asked for. The operator’s sales people are told by mail.',
    entity: NumberRequestSchema,
    input: NumberRequestInputSchema,
    verbs: ['list', 'get', 'create'],
    filters: ['region'],
    sorts: ['createdAt'],
    defaultSort: '-createdAt',
    example: MARKET_EXAMPLES.requests,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
