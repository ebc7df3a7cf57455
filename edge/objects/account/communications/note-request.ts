import type { LeadRecord } from '../../../domain/lead-record.ts';
import type { EntityStore } from '../entity-store.ts';
import type { CommunicationLog } from './communication-log.ts';
import { nameOf } from './name-things.ts';

/** Keeps a contact that was left as a communication, which is over at once. Call in the transaction that keeps the lead. */
export function noteRequest(
  { entities, communications }: { entities: EntityStore; communications: CommunicationLog },
  lead: LeadRecord,
  now: number,
): void {
  const { id, createdAt, name, phone, email, site, campaign, office, touch, page, comment } = lead;
  const widget = entities.list('widgets').find(({ hash }) => hash === lead.widget);
  communications.note(
    {
      id: `com_${id.slice('lead_'.length)}`,
      source: id,
      kind: 'request',
      phase: 'end',
      direction: 'in',
      startedAt: createdAt,
      endedAt: createdAt,
      contact: { name, phones: phone === null ? [] : [phone], emails: email === null ? [] : [email] },
      calledNumber: null,
      site: nameOf(entities, 'sites', site),
      campaign: nameOf(entities, 'campaigns', campaign),
      office: nameOf(entities, 'offices', office),
      widget: widget ? { id: widget.id, name: widget.name } : null,
      ...{ channel: null, tool: null, touch, page, responsible: null, talkS: null, success: null },
      ...{ recording: null, tags: [], text: comment, lines: [] },
    },
    now,
  );
}
