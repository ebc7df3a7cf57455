import type { ResourceRules } from '../resource-rules.ts';

/** Events come about by what happens: the admin API only shows them. */
export const eventRules: ResourceRules<'events'> = {
  present: () => (event) => ({ ...event, occurredAt: new Date(event.occurredAt).toISOString() }),
};
