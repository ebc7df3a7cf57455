import { z } from 'zod';
import type { Explanation } from './admin/explain.ts';
import { ConsentModeSchema, PageSchema, TouchSchema } from './fields.ts';
import type { SwapReason } from './swap.ts';

/** `POST /v1/explain`: why this visitor sees what they see. `token` is of a debug link, null on one's own machine. */
export const ExplainRequestSchema = z.object({
  site: z.string().max(64),
  token: z.string().max(512).nullable().default(null),
  consent: ConsentModeSchema,
  page: PageSchema,
  lease: z.string().max(1024).nullable().default(null),
  touch: TouchSchema.nullable().default(null),
});
export type ExplainRequest = z.infer<typeof ExplainRequestSchema>;

/** The verdict on every campaign of the site, and what the winner's offices show. */
export interface VisitExplanation extends Explanation {
  /** What `POST /v1/swap` would say at this moment. */
  reason: SwapReason;
  /** Of the site's snapshot. */
  version: number;
  /** The visitor has been here in an earlier stay. */
  isReturning: boolean;
  offices: ExplainedOffice[];
}

export interface ExplainedOffice {
  office: string;
  name: string;
  kind: 'static' | 'dynamic' | 'none';
  selectors: string[];
  /** `free`: nothing is promised yet, and the next question gets a number. */
  shows: 'leased' | 'free' | 'static' | 'fallback' | 'none';
  /** E.164. */
  number: string | null;
  /** Of the lease, as the pool sees it. */
  expiresInS: number | null;
  /** Why it is the fallback or nothing; null for a number of one's own. */
  why: WhyNoNumber | null;
  pool: PoolState | null;
}

/** `resting`: its number still rests from another campaign. `unknown`: the pool could not be asked. */
export type WhyNoNumber =
  | 'exhausted'
  | 'consent'
  | 'bot'
  | 'excluded'
  | 'resting'
  | 'no_numbers'
  | 'paused'
  | 'unknown';

/** Numbers of an office by what they do: `free + held + resting` of `numbers`. */
export interface PoolState {
  numbers: number;
  free: number;
  held: number;
  resting: number;
  draining: number;
  /** Seconds until one may be free; 0 if one is, null if the office has none. */
  nextFreeInS: number | null;
}
