import type { StoredCommunication } from '../../../domain/crm/communication.ts';
import type { CallbackRecord } from '../../../domain/facts.ts';
import type { EntityStore } from '../entity-store.ts';
import type { CommunicationLog } from './communication-log.ts';
import { employeeAt, nameOf } from './name-things.ts';

const ENDS: readonly CallbackRecord['status'][] = ['completed', 'failed', 'cancelled', 'expired'];

/**
 * Keeps what an order is as a communication: when it was made, and when it has ended. Call in the transaction that keeps
 * the order.
 */
export function noteCallback(
  { entities, communications }: { entities: EntityStore; communications: CommunicationLog },
  callback: CallbackRecord,
  now: number,
): void {
  const fresh = communicationOfCallback(entities, callback);
  const before = communications.find(fresh.id);
  if (before === null || fresh.phase !== before.phase || fresh.phase === 'end') {
    communications.note(fresh, now);
  }
}

function communicationOfCallback(entities: EntityStore, callback: CallbackRecord): StoredCommunication {
  const isOver = ENDS.includes(callback.status);
  const widget = entities.list('widgets').find(({ hash }) => hash === callback.widget);
  return {
    id: `com_${callback.id.slice('cb_'.length)}`,
    source: callback.id,
    kind: 'callback',
    phase: isOver ? 'end' : 'start',
    direction: 'in',
    startedAt: callback.createdAt,
    endedAt: isOver ? callback.changedAt : null,
    contact: { name: callback.name, phones: [callback.phone], emails: [] },
    calledNumber: null,
    site: nameOf(entities, 'sites', widget?.site),
    campaign: nameOf(entities, 'campaigns', callback.campaign),
    office: nameOf(entities, 'offices', callback.office),
    channel: null,
    widget: widget ? { id: widget.id, name: widget.name } : null,
    tool: callback.toolTitle ?? callback.tool ?? null,
    touch: callback.touch,
    page: callback.page,
    responsible: callback.success ? employeeAt(entities, callback.office) : null,
    talkS: callback.talkS,
    success: isOver ? callback.success === true : null,
    recording: callback.attempts.at(-1)?.recording ?? null,
    tags: callback.tags,
    text: callback.comment,
    lines: [],
  };
}
