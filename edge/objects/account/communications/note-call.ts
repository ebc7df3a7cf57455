import type { CallRecord } from '../../../domain/call-record.ts';
import type { StoredCommunication } from '../../../domain/crm/communication.ts';
import type { EntityStore } from '../entity-store.ts';
import type { CommunicationLog } from './communication-log.ts';
import { employeeAt, nameOf } from './name-things.ts';

interface Notes {
  entities: EntityStore;
  communications: CommunicationLog;
}

/** Keeps what a call is as a communication. Call in the transaction that tells of the call. */
export function noteCall({ entities, communications }: Notes, call: CallRecord, now: number): void {
  communications.note(communicationOfCall(entities, call), now);
}

function communicationOfCall(entities: EntityStore, call: CallRecord): StoredCommunication {
  const isOver = call.status !== 'ringing' && call.status !== 'talking';
  const success = isOver ? call.status === 'completed' && (call.talkS ?? 0) > 0 : null;
  const site = (call.campaign && entities.get('campaigns', call.campaign)?.site) || null;
  return {
    id: `com_${call.id.slice('call_'.length)}`,
    source: call.id,
    kind: 'call',
    phase: isOver ? 'end' : 'start',
    direction: 'in',
    startedAt: call.startedAt,
    endedAt: isOver ? (call.endedAt ?? call.startedAt) : null,
    contact: { name: null, phones: call.caller === null ? [] : [call.caller], emails: [] },
    calledNumber: call.number,
    site: nameOf(entities, 'sites', site),
    campaign: nameOf(entities, 'campaigns', call.campaign),
    office: nameOf(entities, 'offices', call.office),
    channel: null,
    widget: null,
    tool: null,
    touch: call.touch,
    page: call.touch?.landing || null,
    responsible: success ? employeeAt(entities, call.office) : null,
    talkS: call.talkS,
    success,
    recording: call.recordingUrl,
    tags: call.tags,
    text: null,
    lines: [],
  };
}
