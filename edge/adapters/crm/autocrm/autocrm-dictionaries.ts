import type { CrmChoice, CrmDictionaries, CrmOutcome, CrmUser } from '../../../domain/crm/port.ts';
import { type AutocrmAccount, askAutocrm, type Json } from './autocrm-client.ts';
import { idOf, listOf, textOf } from './read-result.ts';

export type UserPage = { users: CrmUser[]; next: string | null; total: number | null };

/** `next` carries the page and whom the one before began with: some installations answer the first page for ever. */
export async function listUsers(account: AutocrmAccount, next: string | null): Promise<CrmOutcome<UserPage>> {
  const [page = '1', first = ''] = (next ?? '1').split(':');
  const answer = await askAutocrm(account, '/user', { query: { UserSearch_page: page } });
  if (answer.kind !== 'done') return answer;
  const { headers, result } = answer.value;
  const users = listOf(result).flatMap(readUser);
  const begins = users[0]?.id ?? '';
  if (begins === '' || begins === first)
    return { kind: 'done', value: { users: [], next: null, total: null } };
  const pages = Number(headers.get('x-pagination-page-count') ?? 0);
  const isLast = pages > 0 ? Number(page) >= pages : users.length < 50;
  const total = Number(headers.get('x-pagination-total-count') ?? Number.NaN);
  return {
    kind: 'done',
    value: {
      users,
      next: isLast ? null : `${Number(page) + 1}:${begins}`,
      total: Number.isFinite(total) ? total : null,
    },
  };
}

function readUser(item: Json): CrmUser[] {
  const id = idOf(item.id);
  if (id === null) return [];
  const names = [item.last_name, item.first_name, item.middle_name].map(textOf).filter((part) => part !== '');
  const phones = [item.work_phone, item.phone, ...listOfValues(item.user_phone_numbers)].flatMap(toE164);
  const extension = textOf(item.mango_extension) || textOf(item.asterisk_extension);
  return [
    {
      id,
      name: textOf(item.person) || names.join(' ') || textOf(item.login) || id,
      isActive: String(item.status ?? 1) === '1' && !isYes(item.blocked),
      phones: [...new Set(phones)],
      extension: /^\d{1,10}$/.test(extension) ? extension : null,
      email: textOf(item.email) || null,
    },
  ];
}

const listOfValues = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isYes = (value: unknown) => value === true || value === 1 || value === '1';

/** AutoCRM is Russian: eleven digits from 7 or 8. */
function toE164(value: unknown): string[] {
  const digits = textOf(value).replace(/\D/g, '');
  return /^[78]\d{10}$/.test(digits) ? [`+7${digits.slice(1)}`] : [];
}

/** Which states a worksheet and a request can be in, as the description lists them. */
const STATUSES: readonly CrmChoice[] = [
  { id: '0', name: 'Не взят', of: 'worksheet' },
  { id: '5', name: 'Взят', of: 'worksheet' },
  { id: '1', name: 'В работе', of: 'worksheet' },
  { id: '4', name: 'Предварительный отказ', of: 'worksheet' },
  { id: '3', name: 'Отказ', of: 'worksheet', isFinal: true },
  { id: '2', name: 'Завершён', of: 'worksheet', isFinal: true },
  { id: '1', name: 'Новое', of: 'inquiry' },
  { id: '2', name: 'В работе', of: 'inquiry' },
  { id: '3', name: 'Завершено', of: 'inquiry', isFinal: true },
  { id: '4', name: 'Предварительный отказ', of: 'inquiry', isFinal: true },
  { id: '5', name: 'Дубль', of: 'inquiry', isFinal: true },
];

export async function readDictionaries(account: AutocrmAccount): Promise<CrmOutcome<CrmDictionaries>> {
  const salons = await choices(account, '/autosalon');
  if (salons.kind !== 'done') return salons;
  const sources = await choices(account, '/source');
  if (sources.kind !== 'done') return sources;
  const types = await choices(account, '/leads/requestType');
  if (types.kind !== 'done') return types;
  const fields = types.value.map((type) => ({ ...type, of: 'requestType' }));
  return {
    kind: 'done',
    value: {
      statuses: [...STATUSES],
      funnels: [],
      stages: [],
      sources: sources.value,
      fields,
      salons: salons.value,
    },
  };
}

/** An installation that lacks the dictionary has an empty one. */
async function choices(account: AutocrmAccount, path: string): Promise<CrmOutcome<CrmChoice[]>> {
  const answer = await askAutocrm(account, path);
  if (answer.kind === 'refused' && answer.cause === 'unsupported') return { kind: 'done', value: [] };
  if (answer.kind !== 'done') return answer;
  const read = listOf(answer.value.result).flatMap((item) => {
    const id = idOf(item.id);
    return id === null ? [] : [{ id, name: textOf(item.name) || id }];
  });
  return { kind: 'done', value: read };
}
