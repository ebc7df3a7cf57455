import type { ResourceRules } from '../resource-rules.ts';

/** Communications come about by calls, orders and what outside systems tell: the admin API only shows them. */
export const communicationRules: ResourceRules<'communications'> = {
  present: () => (communication) => ({
    ...communication,
    startedAt: toInstant(communication.startedAt),
    endedAt: communication.endedAt === null ? null : toInstant(communication.endedAt),
    lines: communication.lines.map(({ at, ...line }) => ({ ...line, at: toInstant(at) })),
  }),
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
