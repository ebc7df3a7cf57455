import type { Refusal } from '../../rpc/common.ts';

export const GONE: Refusal = { kind: 'refused', code: 'not_found', detail: 'There is no such callback.' };
export const MISMATCH: Refusal = {
  kind: 'refused',
  code: 'idempotency_mismatch',
  detail: 'Use a new key for another order.',
};
export const NO_HOURS: Refusal = {
  kind: 'refused',
  code: 'no_hours',
  detail: 'There is no working time at which this number may be called.',
};
export const RINGING: Refusal = {
  kind: 'refused',
  code: 'already_ringing',
  detail: 'The call has begun or has ended.',
};
