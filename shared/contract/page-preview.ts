import { z } from 'zod';
import type { PublicWidget } from './site-snapshot.ts';

/** `POST /v1/preview`: a page that was opened by a preview link asks what it is to show. */
export const PagePreviewRequestSchema = z.object({
  site: z.string().max(64),
  token: z.string().max(512),
});
export type PagePreviewRequest = z.infer<typeof PagePreviewRequestSchema>;

export interface PagePreview {
  widget: PublicWidget;
  /** For how much longer the link shows it, milliseconds. */
  endsInMs: number;
}
