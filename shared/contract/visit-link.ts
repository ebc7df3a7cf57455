import { z } from 'zod';
import { TouchSchema } from './fields.ts';

/** Characters of what a link carries. Servers and proxies take addresses of several times that. */
export const MAX_VISIT_LINK = 2048;

/** `POST /v1/link`: what a link to another host of the same site may carry, so that the visitor stays the same. */
export const VisitLinkRequestSchema = z.object({
  site: z.string().max(64),
  lease: z.string().max(1024),
  touch: TouchSchema.nullable().default(null),
});
export type VisitLinkRequest = z.infer<typeof VisitLinkRequestSchema>;

export interface VisitLinkAnswer {
  /** Null if the lease token says of nobody who they are. */
  link: string | null;
  expiresInS: number;
}
