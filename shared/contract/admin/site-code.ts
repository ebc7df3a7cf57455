import { z } from 'zod';

/** What to paste to put Ringlet on a site, `GET …/sites/{id}/code`. */
export const SiteCodeSchema = z.object({
  tag: z.string().describe('The tag that is always up to date.'),
  pinned: z
    .object({
      version: z.string(),
      tag: z.string().describe('The tag of a fixed version, which the browser checks by its hash.'),
      importMap: z
        .string()
        .describe('With this before the tag the browser also checks what the script imports.'),
    })
    .nullable()
    .describe('Of the newest released version; null while there is none.'),
  npm: z.string().describe('For sites that are built from packages.'),
  csp: z.string().describe('What a Content-Security-Policy has to allow.'),
});
export type SiteCode = z.infer<typeof SiteCodeSchema>;
