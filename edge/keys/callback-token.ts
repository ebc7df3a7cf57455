import { z } from 'zod';
import type { SecretRing } from './secrets.ts';
import { openJson, signJson } from './signed-json.ts';

const CallbackTokenSchema = z.object({
  v: z.literal(1),
  account: z.string(),
  site: z.string(),
  widget: z.string(),
  id: z.string(),
});

/** Opens one callback to the visitor who ordered it, and says where it is kept. */
export type CallbackToken = z.infer<typeof CallbackTokenSchema>;

export function signCallbackToken(secrets: SecretRing, token: Omit<CallbackToken, 'v'>): Promise<string> {
  return signJson(secrets, 'callback', { v: 1, ...token });
}

/** Null for a token that was not signed here, or for another callback. */
export async function openCallbackToken(
  secrets: SecretRing,
  text: string,
  id: string,
): Promise<CallbackToken | null> {
  const parsed = CallbackTokenSchema.safeParse(await openJson(secrets, 'callback', text));
  return parsed.success && parsed.data.id === id ? parsed.data : null;
}
