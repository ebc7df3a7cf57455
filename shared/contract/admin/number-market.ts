import { z } from 'zod';
import { E164Schema, InstantSchema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

/** Where numbers are bought: the simulator's stock, or the account's own Twilio by an integration. */
export const INVENTORIES = ['simulator', 'twilio'] as const;
export type InventoryName = (typeof INVENTORIES)[number];

/** How easily a number is remembered. */
export const BEAUTIES = ['plain', 'bronze', 'silver', 'gold'] as const;
export type Beauty = (typeof BEAUTIES)[number];

/** At most so many at once: a purchase is done for all of its numbers or for none. */
export const MAX_PURCHASE = 20;

/** A query: every value arrives as text. */
const Source = z
  .string()
  .regex(/^int_[0-9a-hjkmnp-tv-z]{16}$/, 'must be the id of an integration')
  .optional();

export const RegionsInputSchema = z.strictObject({
  /** An integration of Twilio; without one the stock of this server. */
  integration: Source,
});

export const RegionSchema = z.object({
  /** What `region` of the stock takes. */
  code: z.string(),
  name: z.string(),
  kind: z.enum(['bought', 'virtual']),
  /** The lowest price of the region, minor units. */
  from: z.number().int(),
});
export type Region = z.infer<typeof RegionSchema>;
export const RegionsSchema = z.object({ items: z.array(RegionSchema) });

export const StockInputSchema = z.strictObject({
  integration: Source,
  /** A code of `regions`. */
  region: z.string().max(20).optional(),
  /** Words of a person: a region's name, “virtual” or «Виртуальный» (S2-12). */
  q: z.string().max(60).optional(),
  kind: z.enum(['bought', 'virtual']).optional(),
  /** Digits that the number has to contain, side by side. */
  contains: z
    .string()
    .regex(/^\d{2,10}$/, 'must be 2 to 10 digits')
    .optional(),
  beauty: z.enum(BEAUTIES).optional(),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'must be 1 to 100')
    .optional(),
});
export type StockInput = z.infer<typeof StockInputSchema>;

/** A number that can be bought at this moment. */
export const StockNumberSchema = z.object({
  e164: E164Schema,
  region: z.string(),
  operator: z.string(),
  /** What it is in the list of numbers once it is bought. */
  kind: z.enum(['bought', 'virtual']),
  beauty: z.enum(BEAUTIES),
  /** Minor units, charged once, with the purchase. */
  price: z.number().int().min(0),
});
export type StockNumber = z.infer<typeof StockNumberSchema>;
export const StockSchema = z.object({ items: z.array(StockNumberSchema) });

export const PurchaseInputSchema = z.strictObject({
  numbers: z
    .array(E164Schema)
    .min(1)
    .max(MAX_PURCHASE)
    .refine((numbers) => new Set(numbers).size === numbers.length, 'must not name a number twice'),
  /** An integration of Twilio; null for the stock of this server. */
  integration: IdSchema('int').nullable().default(null),
  /** What the buyer was shown, minor units: another price is refused with `price_changed`. */
  total: z.number().int().min(0).nullable().default(null),
});
export type PurchaseInput = z.infer<typeof PurchaseInputSchema>;

export const PurchaseSchema = z.object({
  id: IdSchema('pur'),
  /** `ordered` while the provider's word is awaited: the money is set aside, and nothing is charged. */
  status: z.enum(['ordered', 'bought', 'failed']),
  inventory: z.enum(INVENTORIES),
  integration: IdSchema('int').nullable(),
  numbers: z.array(
    z.object({
      e164: E164Schema,
      price: z.number().int(),
      /** The number of the account that came of it. */
      number: IdSchema('num').nullable(),
    }),
  ),
  /** Minor units. */
  total: z.number().int(),
  /** Why nothing was bought. */
  reason: z.enum(['taken', 'refused']).nullable(),
  /** Which were gone already. */
  taken: z.array(E164Schema),
  createdAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  madeBy: z.string(),
});
export type Purchase = z.infer<typeof PurchaseSchema>;

/** Numbers of a region that the stock has not got (S2-10). */
export const NumberRequestInputSchema = z.strictObject({
  region: NameSchema,
  count: z.number().int().min(1).max(1_000).default(1),
  comment: z.string().trim().max(1_000).default(''),
});
export type NumberRequestInput = z.infer<typeof NumberRequestInputSchema>;

export const NumberRequestSchema = z.object({
  id: IdSchema('req'),
  ...NumberRequestInputSchema.shape,
  createdAt: InstantSchema,
  madeBy: z.string(),
});
export type NumberRequest = z.infer<typeof NumberRequestSchema>;
