import { z } from 'zod';
import { VISIT_LINK_MS } from '../domain/limits.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { LeaseTokenSchema } from './lease-token.ts';
import type { SecretRing } from './secrets.ts';

const VisitLinkSchema = z.object({
  v: z.literal(1),
  lease: LeaseTokenSchema,
  touch: z.object({ landing: z.string(), referrer: z.string(), ageS: z.number() }).nullable(),
  /** When it was made, epoch ms. */
  at: z.number(),
});

/** Who comes by a link from another host of the same site, and how they first came. */
export type VisitLink = z.infer<typeof VisitLinkSchema>;

/**
 * In which browser a link holds. Addresses are logged, sent on and read over shoulders, so what they carry is sealed and
 * not merely signed (a visitor's id is worth something by itself), and opens on its site and in its browser alone.
 */
export interface LinkHolder {
  /** Id of the site. */
  site: string;
  userAgent: string;
}

export async function sealVisitLink(
  secrets: SecretRing,
  link: Omit<VisitLink, 'v'>,
  holder: LinkHolder,
): Promise<string> {
  return encodeBase64Url(
    await secrets.seal(JSON.stringify({ v: 1, ...link }), boundTo(holder), 'visit-link'),
  );
}

/** Null for a link that was not made here, is of another site or browser, or is older than two minutes at `now`. */
export async function openVisitLink(
  secrets: SecretRing,
  text: string,
  holder: LinkHolder,
  now: number,
): Promise<VisitLink | null> {
  const bytes = decodeBase64Url(text);
  const json = bytes && (await secrets.open(bytes, boundTo(holder), 'visit-link'));
  const parsed = VisitLinkSchema.safeParse(json && JSON.parse(json));
  if (!parsed.success) return null;
  const { data } = parsed;
  // The machine that made it may be a little ahead of this one.
  return Math.abs(now - data.at) < VISIT_LINK_MS && data.lease.site === holder.site ? data : null;
}

function boundTo({ site, userAgent }: LinkHolder): string {
  return `visit-link\n${site}\n${userAgent}`;
}
