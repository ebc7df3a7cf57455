import type { ResourceRules } from '../resource-rules.ts';

/** Calls come about by the events of providers: the admin API only shows them. */
export const callRules: ResourceRules<'calls'> = {
  present:
    () =>
    ({ facts: _, ...call }) => ({
      ...call,
      startedAt: toInstant(call.startedAt),
      answeredAt: call.answeredAt === null ? null : toInstant(call.answeredAt),
      endedAt: call.endedAt === null ? null : toInstant(call.endedAt),
      candidates: call.candidates.map(({ until, ...holder }) => ({ ...holder, until: toInstant(until) })),
      others: call.others.map(({ until, ...holder }) => ({ ...holder, until: toInstant(until) })),
    }),
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
