import { z } from 'zod';
import { LEASE_TOKEN_MS, SESSION_IDLE_MS } from '../domain/limits.ts';
import type { SecretRing } from './secrets.ts';
import { openJson, signJson } from './signed-json.ts';

const LeaseTokenSchema = z.object({
  v: z.literal(1),
  a: z.string(),
  site: z.string(),
  visitor: z.string(),
  session: z.string(),
  campaign: z.string().nullable(),
  fence: z.number(),
  seenAt: z.number(),
});

/** Who this browser is, as this server last saw it. It identifies and grants nothing: the pool's row decides. */
export type LeaseToken = z.infer<typeof LeaseTokenSchema>;

export function signLeaseToken(secrets: SecretRing, token: Omit<LeaseToken, 'v'>): Promise<string> {
  return signJson(secrets, 'lease', { v: 1, ...token });
}

/** Null for a token that is absent, forged, of another site, or older than a day. */
export async function openLeaseToken(
  secrets: SecretRing,
  text: string | null,
  siteId: string,
  now: number,
): Promise<LeaseToken | null> {
  if (text === null) return null;
  const parsed = LeaseTokenSchema.safeParse(await openJson(secrets, 'lease', text));
  if (!parsed.success || parsed.data.site !== siteId) return null;
  return now - parsed.data.seenAt < LEASE_TOKEN_MS ? parsed.data : null;
}

/** A stay ends after half an hour without a sign of life. */
export function isSameStay(token: LeaseToken, now: number): boolean {
  return now - token.seenAt < SESSION_IDLE_MS;
}
