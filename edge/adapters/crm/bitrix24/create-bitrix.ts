import type { CrmOutcome, EntityFields, EntityRef } from '../../../domain/crm/port.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { type BitrixKind, itemsOf, readItem, refOfItem, TYPE_IDS } from './bitrix-entities.ts';
import { ensureSource } from './bitrix-sources.ts';
import type { Json } from './read-bitrix.ts';

const ORIGINATOR = 'ringlet';

/** Makes an entity; one that was made under `key` before is answered instead. */
export async function createItem(
  portal: BitrixPortal,
  kind: BitrixKind,
  fields: EntityFields,
  { key, links, isRepeated }: { key: string; links: readonly EntityRef[]; isRepeated: boolean },
): Promise<CrmOutcome<EntityRef>> {
  const entityTypeId = TYPE_IDS[kind];
  if (isRepeated) {
    const filter = { '=originatorId': ORIGINATOR, '=originId': key };
    const known = await callBitrix(portal, 'crm.item.list', { entityTypeId, select: ['id'], filter });
    if (known.kind !== 'done') return known;
    const [before] = itemsOf(known.value.result).flatMap((item) => readItem(kind, item) ?? []);
    if (before) return { kind: 'done', value: { kind, id: before.id } };
  }
  const source = fields.source ? await ensureSource(portal, fields.source) : null;
  if (source && source.kind !== 'done') return source;
  const params = {
    entityTypeId,
    useOriginalUfNames: 'Y',
    fields: {
      ...withoutEmpty(fieldsOf(kind, fields, source?.value ?? null)),
      ...linkFields(kind, links),
      ...fields.extra,
      originatorId: ORIGINATOR,
      originId: key,
    },
  };
  const made = await callBitrix(portal, 'crm.item.add', params);
  if (made.kind !== 'done') return made;
  const ref = refOfItem(kind, made.value.result);
  return ref
    ? { kind: 'done', value: ref }
    : { kind: 'retry', detail: 'the portal has made something and does not say which' };
}

function fieldsOf(kind: BitrixKind, fields: EntityFields, source: string | null): Json {
  const { title, contact, comment, responsible, funnel, stage, utm, page } = fields;
  const common = {
    assignedById: responsible === null ? null : Number(responsible),
    comments: comment === null ? null : boundMarkup(comment),
    sourceId: source,
    sourceDescription: [fields.source, fields.refinedSource, page].filter(Boolean).join(' · '),
    ...Object.fromEntries(
      Object.entries(utm).map(([tag, value]) => [`utm${tag.charAt(0).toUpperCase()}${tag.slice(1)}`, value]),
    ),
  };
  const fm = [
    ...contact.phones.map((value) => ({ typeId: 'PHONE', valueType: 'WORK', value })),
    ...contact.emails.map((value) => ({ typeId: 'EMAIL', valueType: 'WORK', value })),
  ];
  switch (kind) {
    case 'lead':
      return { ...common, title, name: contact.name, stageId: stage, fm };
    case 'deal':
      return { ...common, title, stageId: stage, categoryId: funnel === null ? null : Number(funnel) };
    case 'contact':
      return { ...common, name: contact.name ?? contact.phones[0] ?? contact.emails[0] ?? title, fm };
    case 'company':
      return { ...common, title, fm };
  }
}

function linkFields(kind: BitrixKind, links: readonly EntityRef[]): Json {
  const contacts = links.filter((link) => link.kind === 'contact').map(({ id }) => Number(id));
  const company = links.find((link) => link.kind === 'company');
  const lead = links.find((link) => link.kind === 'lead');
  if (kind === 'company') return {};
  return {
    ...(contacts.length > 0 && kind !== 'contact' && { contactIds: contacts }),
    ...(company && { companyId: Number(company.id) }),
    ...(lead && kind === 'deal' && { leadId: Number(lead.id) }),
  };
}

function withoutEmpty(fields: Json): Json {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** What visitors write may look like markup of the portal: all but plain emphasis is taken for text. */
export function boundMarkup(text: string): string {
  return text.replace(/\[(?!\/?[biu]\])/gi, '[\u2060');
}
