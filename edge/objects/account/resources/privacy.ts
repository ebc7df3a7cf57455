import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Requests of persons: who makes one reads what comes of it. */
export const privacyRules: ResourceRules<'privacy'> = {
  present: () => (request) => ({
    ...request,
    createdAt: new Date(request.createdAt).toISOString(),
    endedAt: request.endedAt === null ? null : new Date(request.endedAt).toISOString(),
    expiresAt: request.expiresAt === null ? null : new Date(request.expiresAt).toISOString(),
  }),

  create: ({ entities, privacy, access, now }, { id, input }) => {
    const { action, phone } = input;
    const isOwn =
      entities.list('numbers').some(({ e164 }) => e164 === phone) ||
      entities.list('offices').some((office) => office.phone === phone);
    if (isOwn) refuse('conflict', 'This is a telephone of the account itself: delete its number or office.');
    privacy.begin(id, input, now);
    return {
      ...{ id, action, status: 'running' as const, subject: privacy.subject ?? '' },
      ...{ createdAt: now, createdBy: access.credential.creator, endedAt: null, expiresAt: null },
      ...{ progress: { done: 0, of: 1 }, report: [] },
    };
  },

  ask: ({ privacy }, _, input, id = '') => {
    const { cursor = '0' } = input as { cursor?: string };
    if (!/^\d{1,15}$/.test(cursor)) refuse('bad_cursor', 'Begin again without a cursor.');
    return privacy.read(id, Number(cursor));
  },
};
