import { z } from 'zod';
import type { SecretRing } from './secrets.ts';
import { openJson, signJson } from './signed-json.ts';

const ConfirmTokenSchema = z.object({
  v: z.literal(1),
  /** Links for other ends are signed with the same key. */
  use: z.literal('confirm'),
  account: z.string(),
  callback: z.string(),
  /** Epoch ms. */
  until: z.number(),
});

/** Lets whoever holds it say whether one order is called, until an instant. */
export type ConfirmToken = z.infer<typeof ConfirmTokenSchema>;

export function signConfirmToken(
  secrets: SecretRing,
  token: Omit<ConfirmToken, 'v' | 'use'>,
): Promise<string> {
  return signJson(secrets, 'link', { v: 1, use: 'confirm', ...token });
}

/** Null for a token that was not signed here for this use, or holds no more at `now` (epoch ms). */
export async function openConfirmToken(
  secrets: SecretRing,
  text: string,
  now: number,
): Promise<ConfirmToken | null> {
  const { success, data } = ConfirmTokenSchema.safeParse(await openJson(secrets, 'link', text));
  return success && now < data.until ? data : null;
}
