import type { ResourceRules } from '../resource-rules.ts';

/** Audit rows are written with every change, and only read here: in the envelope of events. */
export const auditRules: ResourceRules<'audit'> = {
  present:
    ({ account }) =>
    ({ fields, requestId, occurredAt, ...row }) => ({
      ...row,
      occurredAt: new Date(occurredAt).toISOString(),
      account,
      site: null,
      data: { fields, requestId },
    }),
};
