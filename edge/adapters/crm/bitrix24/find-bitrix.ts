import type { CommunicationContact } from '../../../domain/crm/communication.ts';
import type { CrmOutcome, FoundEntities, FoundEntity } from '../../../domain/crm/port.ts';
import { type BitrixCommand, callBatch } from './bitrix-batch.ts';
import type { BitrixPortal } from './bitrix-client.ts';
import { type BitrixKind, itemsOf, readItem, SELECTED, TYPE_IDS } from './bitrix-entities.ts';
import { type Json, textOf } from './read-bitrix.ts';

const DUPLICATE_KINDS = ['lead', 'contact', 'company'] as const;
const MAX_VALUES = 20;

/**
 * All that belongs to somebody, in two requests: leads, contacts and companies with their telephones or addresses; then
 * those themselves, and the deals of the contacts and companies. Each kind is asked for by itself: of a kind with twenty
 * matches the portal tells and of no other.
 */
export async function findAll(
  portal: BitrixPortal,
  { phones, emails }: CommunicationContact,
): Promise<CrmOutcome<FoundEntities>> {
  const questions = new Map<string, BitrixCommand>();
  for (const kind of DUPLICATE_KINDS) {
    const ask = (type: 'PHONE' | 'EMAIL', values: readonly string[]) => {
      if (values.length === 0) return;
      const params = { type, values: values.slice(0, MAX_VALUES), entity_type: kind.toUpperCase() };
      questions.set(`${kind}:${type}`, { method: 'crm.duplicate.findbycomm', params });
    };
    ask('PHONE', phones);
    ask('EMAIL', emails);
  }
  if (questions.size === 0) return { kind: 'done', value: [] };
  const matches = await callBatch(portal, questions);
  if (matches.kind !== 'done') return matches;
  const ids = { lead: new Set<number>(), contact: new Set<number>(), company: new Set<number>() };
  for (const [name, outcome] of matches.value) {
    if (outcome.kind !== 'done') return outcome;
    const kind = name.split(':', 1)[0] as (typeof DUPLICATE_KINDS)[number];
    for (const id of matchesOf(outcome.value, kind)) ids[kind].add(id);
  }
  return readAll(portal, ids);
}

async function readAll(
  portal: BitrixPortal,
  ids: Record<(typeof DUPLICATE_KINDS)[number], Set<number>>,
): Promise<CrmOutcome<FoundEntities>> {
  const lists = new Map<string, BitrixCommand>();
  for (const kind of DUPLICATE_KINDS) {
    if (ids[kind].size > 0) lists.set(kind, listOf(kind, { '@id': [...ids[kind]] }));
  }
  if (ids.contact.size > 0) lists.set('deal:contact', listOf('deal', { '@contactId': [...ids.contact] }));
  if (ids.company.size > 0) lists.set('deal:company', listOf('deal', { '@companyId': [...ids.company] }));
  if (lists.size === 0) return { kind: 'done', value: [] };
  const answers = await callBatch(portal, lists);
  if (answers.kind !== 'done') return answers;
  const found = new Map<string, FoundEntity>();
  for (const [name, outcome] of answers.value) {
    if (outcome.kind !== 'done') return outcome;
    const kind = name.split(':', 1)[0] as BitrixKind;
    for (const item of itemsOf(outcome.value)) {
      const entity = readItem(kind, item);
      if (entity) found.set(`${kind}:${entity.id}`, entity);
    }
  }
  return { kind: 'done', value: [...found.values()].sort((a, b) => b.createdAt - a.createdAt) };
}

function listOf(kind: BitrixKind, filter: Json): BitrixCommand {
  const params = { entityTypeId: TYPE_IDS[kind], select: SELECTED, filter, order: { id: 'DESC' } };
  return { method: 'crm.item.list', params };
}

/** Nothing found is an empty list, and anything else a map. */
function matchesOf(result: unknown, kind: string): number[] {
  const list = (result as Json | null)?.[kind.toUpperCase()];
  return Array.isArray(list) ? list.map((id) => Number(textOf(id) || id)).filter(Number.isInteger) : [];
}
