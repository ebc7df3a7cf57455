import type { Call } from '../../../../shared/contract/admin/call.ts';
import type { Callback } from '../../../../shared/contract/admin/callback.ts';
import type { AccountEvent } from '../../../../shared/contract/admin/event.ts';
import type { Lead } from '../../../../shared/contract/admin/lead.ts';
import type { StoredEvent } from '../entity-bodies.ts';
import type { Sight } from '../members/sight.ts';
import type { ResourceRules } from '../resource-rules.ts';
import { seeCallback } from './callbacks.ts';
import { seeCall } from './calls.ts';
import { seeLead } from './leads.ts';

/** Events come about by what happens: the admin API only shows them, with as much of people as their own lists show. */
export const eventRules: ResourceRules<'events'> = {
  present:
    ({ sight }) =>
    (event) => ({
      ...event,
      occurredAt: new Date(event.occurredAt).toISOString(),
      data: seeData(event, sight),
    }),
};

function seeData({ type, data }: StoredEvent, sight: Sight): AccountEvent['data'] {
  if (type === 'lead.created') {
    const lead = data as Lead;
    return seeLead(lead, sight, lead.kind === 'call' && sight.hidesCall(lead.source ?? ''));
  }
  if (type.startsWith('callback.') && 'phone' in data) return seeCallback(data as Callback, sight);
  if (!type.startsWith('call.')) return data;
  // Told before somebody hid it, and of an older version without the fields of today.
  const call = { ...(data as Call), ownTags: (data as Partial<Call>).ownTags ?? [] };
  return seeCall({ ...call, hidden: sight.hidesCall(call.id) }, sight);
}
