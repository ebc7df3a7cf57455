import { z } from 'zod';
import type { Touch } from '../touch.ts';
import { ConsentModeSchema, PageSchema, TouchSchema, VisitorIdSchema } from './fields.ts';
import { MAX_VISIT_LINK } from './visit-link.ts';

/** `POST /v1/swap`: which numbers this page shows. */
export const SwapRequestSchema = z.object({
  site: z.string().max(64),
  visitor: VisitorIdSchema.nullable().default(null),
  consent: ConsentModeSchema,
  cause: z.enum(['view', 'navigate', 'renew', 'consent']),
  page: PageSchema,
  lease: z.string().max(1024).nullable().default(null),
  touch: TouchSchema.nullable().default(null),
  /** What a link from another host of the site brought along. Anything else in its place counts as absent. */
  link: z.string().max(MAX_VISIT_LINK).nullish().catch(null),
});
export type SwapRequest = z.infer<typeof SwapRequestSchema>;

/** Values of the header `x-ringlet-reason`. */
export const SWAP_REASONS = [
  'static',
  'leased',
  'renewed',
  'fallback',
  'exhausted',
  'none',
  'no_campaign',
  'consent',
  'bot',
  'excluded',
  'origin',
  'paused',
  'error',
] as const;
export type SwapReason = (typeof SWAP_REASONS)[number];

export interface Swap {
  office: string;
  selectors: string[];
  /** Numbers of the page that stand for this office, E.164. */
  replaces: string[];
  number: string;
  kind: 'leased' | 'static' | 'fallback';
  /** Seconds for which a leased number is promised; null for the others. */
  expiresInS: number | null;
}

export interface SwapAnswer {
  visitor: string | null;
  session: string | null;
  renewAfterS: number;
  campaign: { id: string; name: string } | null;
  swaps: Swap[];
  lease: string | null;
  /** How the visit began on another host of the site, if a link brought that along: from now on this browser's own. */
  touch?: Touch;
}
