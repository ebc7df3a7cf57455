import { z } from 'zod';
import type { SecretRing } from './secrets.ts';
import { openJson, signJson } from './signed-json.ts';

const DebugTokenSchema = z.object({
  v: z.literal(1),
  /** Links for other ends are signed with the same key. */
  use: z.literal('debug'),
  /** Id of the site. */
  site: z.string(),
  /** Epoch ms. */
  until: z.number(),
});

/** Opens what decides about a visit to whoever holds it, on pages of one site, until an instant (epoch ms). */
export function signDebugToken(secrets: SecretRing, site: string, until: number): Promise<string> {
  return signJson(secrets, 'link', { v: 1, use: 'debug', site, until });
}

/** True if this server made the token for that site and it still holds. */
export async function isDebugToken(
  secrets: SecretRing,
  text: string,
  site: string,
  now: number,
): Promise<boolean> {
  const { success, data } = DebugTokenSchema.safeParse(await openJson(secrets, 'link', text));
  return success && data.site === site && now < data.until;
}
