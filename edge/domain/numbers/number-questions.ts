import {
  RegionsInputSchema,
  RegionsSchema,
  StockInputSchema,
  StockSchema,
} from '../../../shared/contract/admin/number-market.ts';
import type { Question } from '../resource-model.ts';

/** What can be asked before numbers are bought. */
export const NUMBER_QUESTIONS: readonly Question[] = [
  {
    name: 'regions',
    about: 'list',
    method: 'get',
    summary: 'List the regions that have numbers for sale',
    description: 'Where numbers can be bought, each with its lowest price. Virtual numbers are a region too.',
    input: RegionsInputSchema,
    example: {},
    answer: RegionsSchema,
    exampleAnswer: { items: [{ code: 'moscow', name: 'Moscow', kind: 'bought', from: 45_000 }] },
  },
  {
    name: 'stock',
    about: 'list',
    method: 'get',
    summary: 'Search numbers that are for sale',
    description:
      'Numbers that can be bought at this moment, the cheapest first, 20 unless `limit` says otherwise. What they cost depends on the region and on how easily they are remembered. They are bought by `POST …/numbers/purchases`.',
    input: StockInputSchema,
    example: { region: 'moscow', contains: '777' },
    answer: StockSchema,
    exampleAnswer: {
      items: [
        {
          e164: '+74957771717',
          region: 'Moscow',
          operator: 'Simulator',
          kind: 'bought',
          beauty: 'gold',
          price: 450_000,
        },
      ],
    },
  },
];
