import type { EventType } from '../../../../shared/contract/admin/event.ts';
import type { CallRecord } from '../../../domain/call-record.ts';
import { FORGET_STATISTICS_MS } from '../../../domain/limits.ts';
import type { Timers } from '../../timers.ts';
import type { CommunicationLog } from '../communications/communication-log.ts';
import { noteCall } from '../communications/note-call.ts';
import type { EntityStore } from '../entity-store.ts';
import { showCall } from '../show-records.ts';
import type { EventLog } from './event-log.ts';

interface Tellers {
  entities: EntityStore;
  events: EventLog;
  timers: Timers;
  communications: CommunicationLog;
}

/** Tells once of a call that goes on, as soon as it is known whose it is. Call inside a transaction. */
export function tellCallStarted(tellers: Tellers, call: CallRecord, now: number): void {
  if (call.status !== 'ringing' && call.status !== 'talking') return;
  noteCall(tellers, call, now);
  tell(tellers, { type: 'call.started', key: `${call.id}:started`, call }, now);
}

/**
 * Tells once that a call is over; and, each time that its record has changed after that, what it says now. A call whose
 * owner is not known yet is asked about again, like the mails. Call inside a transaction.
 */
export function tellCallEnded(tellers: Tellers, id: string, now: number): void {
  const found = tellers.entities.read('calls', id);
  const { events } = tellers;
  if (!found || found.body.verdict === null) return;
  const call = found.body;
  if (call.status === 'ringing' || call.status === 'talking') return;
  noteCall(tellers, call, now);
  const version = `${id}:${found.revision}`;
  if (tell(tellers, { type: 'call.ended', key: `${id}:ended`, call }, now)) events.remember(version, now);
  else if (!events.hasRecorded(version)) tell(tellers, { type: 'call.changed', key: version, call }, now);
}

function tell(
  { entities, events, timers }: Tellers,
  { type, key, call }: { type: EventType; key: string; call: CallRecord },
  now: number,
): boolean {
  timers.setOnce('statistics', '', now + FORGET_STATISTICS_MS);
  const site = (call.campaign && entities.get('campaigns', call.campaign)?.site) || null;
  return events.recordOnce(key, { type, site, data: showCall(call) }, now);
}
