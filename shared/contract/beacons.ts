import { z } from 'zod';
import { UrlSchema } from './fields.ts';

export const BEACON_TYPES = [
  'widget_shown',
  'widget_opened',
  'widget_dismissed',
  'widget_submitted',
  'number_tapped',
  'number_copied',
] as const;
export type BeaconType = (typeof BEACON_TYPES)[number];

const Name = z.string().max(64).nullable().default(null);

/** `POST /v1/beacons`: what a visitor did on the page. `style` is the id that the widget's style has. `lease` is the token of the last swap answer. */
export const BeaconsSchema = z.object({
  site: z.string().max(64),
  lease: z.string().max(1024).nullable().default(null),
  /** Address of the page, for what is counted page by page. */
  page: UrlSchema.nullable().default(null),
  events: z
    .array(
      z.object({
        type: z.enum(BEACON_TYPES),
        office: Name,
        widget: Name,
        style: Name,
        /** How long ago it happened, by the browser's own clock. */
        agoMs: z.number().int().min(0).max(86_400_000).default(0),
      }),
    )
    .max(20),
});
export type Beacons = z.infer<typeof BeaconsSchema>;
