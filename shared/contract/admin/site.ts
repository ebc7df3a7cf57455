import { z } from 'zod';
import { parseSiteHost } from '../../hosts.ts';
import { ConsentModeSchema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

const HostSchema = z
  .string()
  .max(253)
  .transform((text, context) => {
    const host = parseSiteHost(text);
    if (host === null) context.addIssue({ code: 'custom', message: 'must be a host name, like example.com' });
    return host ?? z.NEVER;
  })
  .pipe(z.string()); // says to JSON Schema what the transform makes

/** Analytics of the page that hear of events. */
export const BRIDGES = ['dataLayer', 'gtag', 'ym'] as const;
export type Bridge = (typeof BRIDGES)[number];

/** Who tells of the visitor's consent: Google's consent mode, IAB's framework, the WP Consent API. */
export const CONSENT_SIGNALS = ['google', 'tcf', 'wp'] as const;
export type ConsentSignal = (typeof CONSENT_SIGNALS)[number];

export const SiteInputSchema = z.strictObject({
  name: NameSchema,
  hosts: z.array(HostSchema).min(1).max(50),
  consentDefault: ConsentModeSchema.default('full'),
  late: z.enum(['unseen', 'always', 'never']).default('unseen'),
  bridges: z.array(z.enum(BRIDGES)).max(3).default([]),
  consentSignals: z.array(z.enum(CONSENT_SIGNALS)).max(3).default([]),
});
export type SiteInput = z.infer<typeof SiteInputSchema>;

export const SiteSchema = z.object({ id: IdSchema('site'), key: z.string(), ...SiteInputSchema.shape });
export type Site = SiteInput & { id: string; key: string };
