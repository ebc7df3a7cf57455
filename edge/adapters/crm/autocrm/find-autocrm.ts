import type { CommunicationContact } from '../../../domain/crm/communication.ts';
import type { CrmEntityKind, CrmOutcome, FoundEntities, FoundEntity } from '../../../domain/crm/port.ts';
import { type AutocrmAccount, askAutocrm, type Json, type Query } from './autocrm-client.ts';
import { readTime } from './dealer-time.ts';
import { idOf, listOf } from './read-result.ts';

/** Requests: finished, preliminarily refused and duplicates; worksheets: refused, finished and deleted. */
const CLOSED: Partial<Record<CrmEntityKind, readonly string[]>> = {
  inquiry: ['3', '4', '5'],
  service_inquiry: ['2', '3', '-1'],
  worksheet: ['2', '3', '-1'],
};

/** `79161234567`, as filters want it. */
export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}

/** All that belongs to somebody: the client by telephone or mail, and what hangs on it. The newest first in each kind. */
export async function findAll(
  account: AutocrmAccount,
  contact: CommunicationContact,
): Promise<CrmOutcome<FoundEntities>> {
  const found: FoundEntity[] = [];
  const add = (kind: CrmEntityKind, items: Json[]) => {
    for (const item of items) {
      const entity = read(account, kind, item);
      if (entity && !found.some((one) => one.kind === kind && one.id === entity.id)) found.push(entity);
    }
  };
  for (const query of queriesOf(contact)) {
    const clients = await list(account, '/client', query);
    if (clients.kind !== 'done') return clients;
    add('client', clients.value);
    const inquiries = await list(account, '/leads/request', query);
    if (inquiries.kind !== 'done') return inquiries;
    add('inquiry', inquiries.value);
  }
  for (const { id } of found.filter(({ kind }) => kind === 'client')) {
    for (const [kind, path] of OF_CLIENT) {
      const items = await list(account, path, { clientId: id });
      // An installation without such entities has none of them.
      if (items.kind === 'refused' && items.cause === 'unsupported') continue;
      if (items.kind !== 'done') return items;
      add(kind, items.value);
    }
  }
  return { kind: 'done', value: found.sort((a, b) => b.createdAt - a.createdAt) };
}

const OF_CLIENT = [
  ['service_inquiry', '/preparedServiceCase'],
  ['worksheet', '/retailCase'],
] as const;

async function list(account: AutocrmAccount, path: string, query: Query): Promise<CrmOutcome<Json[]>> {
  const answer = await askAutocrm(account, path, { query });
  return answer.kind === 'done' ? { kind: 'done', value: listOf(answer.value.result) } : answer;
}

function queriesOf({ phones, emails }: CommunicationContact): Query[] {
  return [...phones.map((phone) => ({ phone: digitsOf(phone) })), ...emails.map((email) => ({ email }))];
}

function read({ timeZone }: AutocrmAccount, kind: CrmEntityKind, item: Json): FoundEntity | null {
  const id = idOf(item.id);
  if (id === null) return null;
  const status = item.status ?? item.state ?? null;
  const createdAt = readTime(item.created_at ?? item.createdAt, timeZone);
  return {
    kind,
    id,
    status: status === null ? null : String(status),
    funnel: null,
    isClosed: CLOSED[kind]?.includes(String(status)) ?? false,
    createdAt,
    changedAt: readTime(item.updated_at ?? item.updatedAt, timeZone) || createdAt,
    responsible: idOf(item.assignee_id ?? item.assigneeId ?? item.managerId),
  };
}
