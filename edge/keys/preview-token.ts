import { z } from 'zod';
import type { SecretRing } from './secrets.ts';
import { openJson, signJson } from './signed-json.ts';

const PreviewTokenSchema = z.object({
  v: z.literal(1),
  /** Links for other ends are signed with the same key. */
  use: z.literal('preview'),
  /** Id of the site whose pages may show it. */
  site: z.string(),
  /** Id of what is shown, which the account keeps. */
  preview: z.string(),
  /** Epoch ms. */
  until: z.number(),
});
export type PreviewToken = Omit<z.infer<typeof PreviewTokenSchema>, 'v' | 'use'>;

/** Shows unsaved looks to whoever holds it, on pages of one site, until an instant. */
export function signPreviewToken(secrets: SecretRing, token: PreviewToken): Promise<string> {
  return signJson(secrets, 'link', { v: 1, use: 'preview', ...token });
}

/** Null unless this server made it for that site and it still holds. `now` is epoch ms. */
export async function openPreviewToken(
  secrets: SecretRing,
  text: string,
  site: string,
  now: number,
): Promise<PreviewToken | null> {
  const { success, data } = PreviewTokenSchema.safeParse(await openJson(secrets, 'link', text));
  return success && data.site === site && now < data.until ? data : null;
}
