import type { ResourceRules } from '../resource-rules.ts';

/** Callbacks come about by orders: the admin API only shows them. */
export const callbackRules: ResourceRules<'callbacks'> = {
  present: () => (callback) => ({
    ...callback,
    createdAt: toInstant(callback.createdAt),
    scheduledAt: toInstant(callback.scheduledAt),
    changedAt: toInstant(callback.changedAt),
    attempts: callback.attempts.map((past) => ({
      ...past,
      startedAt: toInstant(past.startedAt),
      endedAt: toInstant(past.endedAt),
    })),
  }),
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
