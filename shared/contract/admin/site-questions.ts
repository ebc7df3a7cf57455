import { z } from 'zod';
import { FAULT_HINTS, FAULTS, type FaultCode, type FaultHint } from '../../faults.ts';
import { MAX_URL } from '../../touch.ts';

/** The address of a page of the site. */
export const PageAddressSchema = z.strictObject({
  url: z
    .string()
    .trim()
    .max(MAX_URL)
    .regex(/^https?:\/\/[^/\s@]+(\/|\?|#|$)/, 'must be the URL of a page'),
});
export type PageAddress = z.infer<typeof PageAddressSchema>;

/** `POST …/sites/{id}/debug-link`: the page with what opens the overlay on it. */
export const DebugLinkSchema = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
export type DebugLink = z.infer<typeof DebugLinkSchema>;

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];

export const PageFaultSchema = z.object({
  code: z.enum(keysOf<FaultCode>(FAULTS)),
  /** False for what the HTML suggests and a running page might yet disprove. */
  sure: z.boolean(),
  /** In English; `shared/faults.ts` has the words of other languages. */
  title: z.string(),
  remedy: z.string(),
  values: z.record(z.string(), z.string()),
  hint: z.enum(keysOf<FaultHint>(FAULT_HINTS)).optional(),
});
export type PageFault = z.infer<typeof PageFaultSchema>;

/** `POST …/sites/{id}/check`: what is wrong with a page, as its HTML tells. */
export const PageCheckSchema = z.object({
  /** The address in the end, behind redirects. */
  url: z.string(),
  /** The cause before its consequences; empty if all is well. */
  faults: z.array(PageFaultSchema),
  /** Tags that the page has. */
  tags: z.number().int(),
  /** The campaign that a direct visit gets. */
  campaign: z.string().nullable(),
  /** What its selectors find; null where only a browser can look. */
  targets: z.array(z.object({ selector: z.string(), count: z.number().int().nullable() })),
});
export type PageCheck = z.infer<typeof PageCheckSchema>;
