import type { ConsentMode } from '../shared/contract/fields.ts';

/**
 * `none` sends nothing at all; `memory` asks without a visitor and leaves nothing in the browser; only `full` may
 * store anything, and only it knows a visitor.
 */
export function isConsentMode(value: unknown): value is ConsentMode {
  return /^(none|memory|full)$/.test(value as string);
}
