import type { ResourceRules } from '../resource-rules.ts';

/** Callbacks come about by orders: the admin API only shows them. */
export const callbackRules: ResourceRules<'callbacks'> = {
  present: () => (callback) => ({
    ...callback,
    createdAt: new Date(callback.createdAt).toISOString(),
    scheduledAt: new Date(callback.scheduledAt).toISOString(),
    changedAt: new Date(callback.changedAt).toISOString(),
  }),
};
