import { z } from 'zod';
import { LEASE_TOKEN_MS } from '../domain/limits.ts';
import type { SecretRing } from './secrets.ts';
import { openJson, signJson } from './signed-json.ts';

export const LeaseTokenSchema = z.object({
  v: z.literal(1),
  a: z.string(),
  site: z.string(),
  visitor: z.string(),
  session: z.string(),
  campaign: z.string().nullable(),
  fence: z.number(),
  seenAt: z.number(),
  /** The stay is not the visitor's first; absent says that it is, or that nobody can tell. */
  returning: z.literal(true).optional(),
  /** When the stay was first given a number of this campaign, epoch ms; absent if it was not. */
  since: z.number().optional(),
});

/** Who this browser is, as this server last saw it. It identifies and grants nothing: the pool's row decides. */
export type LeaseToken = z.infer<typeof LeaseTokenSchema>;

export function signLeaseToken(secrets: SecretRing, token: Omit<LeaseToken, 'v'>): Promise<string> {
  return signJson(secrets, 'lease', { v: 1, ...token });
}

/** Null for a token that is absent, forged or of another site. It may be of any age: proof of an earlier stay. */
export async function verifyLeaseToken(
  secrets: SecretRing,
  text: string | null,
  siteId: string,
): Promise<LeaseToken | null> {
  if (text === null) return null;
  const parsed = LeaseTokenSchema.safeParse(await openJson(secrets, 'lease', text));
  return parsed.success && parsed.data.site === siteId ? parsed.data : null;
}

/** A token says who the browser is for a day. */
export function isValid(token: LeaseToken, now: number): boolean {
  return now - token.seenAt < LEASE_TOKEN_MS;
}

/** Null for a token that is absent, forged, of another site, or older than a day. */
export async function openLeaseToken(
  secrets: SecretRing,
  text: string | null,
  siteId: string,
  now: number,
): Promise<LeaseToken | null> {
  const token = await verifyLeaseToken(secrets, text, siteId);
  return token && isValid(token, now) ? token : null;
}
