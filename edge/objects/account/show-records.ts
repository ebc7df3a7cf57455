import type { Call } from '../../../shared/contract/admin/call.ts';
import type { Callback } from '../../../shared/contract/admin/callback.ts';
import type { Lead } from '../../../shared/contract/admin/lead.ts';
import type { CallRecord } from '../../domain/call-record.ts';
import type { CallbackRecord } from '../../domain/facts.ts';
import type { LeadRecord } from '../../domain/lead-record.ts';

/** A call as the API and events show it. */
export function showCall({ facts: _, ...call }: CallRecord): Call {
  return {
    ...call,
    startedAt: toInstant(call.startedAt),
    answeredAt: call.answeredAt === null ? null : toInstant(call.answeredAt),
    endedAt: call.endedAt === null ? null : toInstant(call.endedAt),
    candidates: call.candidates.map(({ until, ...holder }) => ({ ...holder, until: toInstant(until) })),
    others: call.others.map(({ until, ...holder }) => ({ ...holder, until: toInstant(until) })),
    ownTags: call.ownTags ?? [],
    hidden: call.hidden ?? false,
  };
}

/** A callback as the API and events show it. */
export function showCallback(callback: CallbackRecord): Callback {
  return {
    ...callback,
    tool: callback.tool ?? null,
    toolTitle: callback.toolTitle ?? null,
    offices: callback.offices ?? null,
    doubts: callback.doubts ?? [],
    createdAt: toInstant(callback.createdAt),
    scheduledAt: toInstant(callback.scheduledAt),
    changedAt: toInstant(callback.changedAt),
    attempts: callback.attempts.map((past) => ({
      ...past,
      startedAt: toInstant(past.startedAt),
      endedAt: toInstant(past.endedAt),
      recording: past.recording ?? null,
      legs: past.legs.map((leg) => ({ ...leg, digits: leg.digits ?? '' })),
    })),
    extra: callback.extra ?? {},
    consent: callback.consent ? { ...callback.consent, givenAt: toInstant(callback.consent.givenAt) } : null,
  };
}

/** A lead as the API and events show it. */
export function showLead({ hidden: _, bodyHash: __, consent, ...lead }: LeadRecord): Lead {
  return {
    ...lead,
    createdAt: toInstant(lead.createdAt),
    consent: consent && { ...consent, givenAt: toInstant(consent.givenAt) },
  };
}

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
