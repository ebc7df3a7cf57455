import { z } from 'zod';

/** What a released build consists of: `manifest.json` beside its files, and a line of `/sdk/releases.json`. */
export const ReleaseSchema = z.object({
  version: z.string(),
  /** By file name: what the `integrity` attribute of a tag says, `sha384-…`. */
  files: z.record(z.string(), z.string()),
});
export type Release = z.infer<typeof ReleaseSchema>;

/** The script of a pinned tag; it imports the other files of its folder. */
export const RELEASE_ENTRY = 'ringlet.js';
