import type { CrmChoice, CrmDictionaries, CrmOutcome, CrmUser } from '../../../domain/crm/port.ts';
import { type BatchAnswers, type BitrixCommand, callBatch } from './bitrix-batch.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { itemsOf } from './bitrix-entities.ts';
import { type Json, textOf } from './read-bitrix.ts';

export type UserPage = { users: CrmUser[]; next: string | null; total: number | null };

const FIELD_OWNERS = ['lead', 'deal', 'contact', 'company'] as const;

export async function listUsers(portal: BitrixPortal, next: string | null): Promise<CrmOutcome<UserPage>> {
  const params = { FILTER: { ACTIVE: true, USER_TYPE: 'employee' }, start: Number(next ?? 0) };
  const answer = await callBitrix(portal, 'user.get', params);
  if (answer.kind !== 'done') return answer;
  const { result, next: following, total } = answer.value;
  const users = itemsOf(result).flatMap(readUser);
  return { kind: 'done', value: { users, next: following === null ? null : String(following), total } };
}

function readUser(item: Json): CrmUser[] {
  const id = textOf(item.ID);
  if (!/^\d+$/.test(id)) return [];
  const name = [item.NAME, item.LAST_NAME].map(textOf).filter(Boolean).join(' ');
  const extension = textOf(item.UF_PHONE_INNER).trim();
  const phones = [item.WORK_PHONE, item.PERSONAL_MOBILE]
    .map((value) => textOf(value).replace(/[^\d+]/g, ''))
    .filter((value) => /^\+[1-9]\d{6,14}$/.test(value));
  return [
    {
      id,
      name: name || textOf(item.EMAIL) || id,
      isActive: item.ACTIVE === true || item.ACTIVE === 'Y',
      phones: [...new Set(phones)],
      extension: /^\d{1,10}$/.test(extension) ? extension : null,
      email: textOf(item.EMAIL) || null,
    },
  ];
}

export async function readDictionaries(portal: BitrixPortal): Promise<CrmOutcome<CrmDictionaries>> {
  const first = new Map<string, BitrixCommand>([
    ['statuses', statusList('STATUS')],
    ['sources', statusList('SOURCE')],
    ['funnels', { method: 'crm.category.list', params: { entityTypeId: 2 } }],
    ...FIELD_OWNERS.map((owner): [string, BitrixCommand] => [
      `fields:${owner}`,
      { method: `crm.${owner}.userfield.list`, params: { filter: { LANG: 'en' } } },
    ]),
  ]);
  const answers = await callBatch(portal, first);
  if (answers.kind !== 'done') return answers;
  const funnels = funnelsOf(answerTo(answers.value, 'funnels'));
  const stages = await readStages(portal, funnels);
  if (stages.kind !== 'done') return stages;
  const fields = FIELD_OWNERS.flatMap((owner) =>
    itemsOf(answerTo(answers.value, `fields:${owner}`)).map((item) => ({
      id: textOf(item.FIELD_NAME),
      name: textOf(item.EDIT_FORM_LABEL) || textOf(item.FIELD_NAME),
      type: textOf(item.USER_TYPE_ID),
      of: owner,
    })),
  );
  return {
    kind: 'done',
    value: {
      statuses: statusesOf(answerTo(answers.value, 'statuses'), 'lead'),
      sources: statusesOf(answerTo(answers.value, 'sources')),
      funnels,
      stages: stages.value,
      fields,
      salons: [],
    },
  };
}

async function readStages(
  portal: BitrixPortal,
  funnels: readonly CrmChoice[],
): Promise<CrmOutcome<CrmChoice[]>> {
  const commands = new Map(
    funnels.slice(0, 50).map(({ id }) => [id, statusList(id === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${id}`)]),
  );
  if (commands.size === 0) return { kind: 'done', value: [] };
  const answers = await callBatch(portal, commands);
  if (answers.kind !== 'done') return answers;
  return {
    kind: 'done',
    value: [...commands.keys()].flatMap((id) => statusesOf(answerTo(answers.value, id), id)),
  };
}

function statusList(entity: string): BitrixCommand {
  return { method: 'crm.status.list', params: { filter: { ENTITY_ID: entity }, order: { SORT: 'ASC' } } };
}

/** What a portal without leads, or without the right to read it, has none of. */
function answerTo(answers: BatchAnswers, name: string): unknown {
  const outcome = answers.get(name);
  return outcome?.kind === 'done' ? outcome.value : [];
}

function funnelsOf(result: unknown): CrmChoice[] {
  const { categories } = (result ?? {}) as { categories?: unknown };
  return itemsOf(categories ?? []).map(({ id, name }) => ({ id: textOf(id), name: textOf(name) }));
}

function statusesOf(result: unknown, of?: string): CrmChoice[] {
  return itemsOf(result).map(({ STATUS_ID, NAME, SEMANTICS, EXTRA }) => {
    const semantics = textOf(SEMANTICS) || textOf((EXTRA as Json | undefined)?.SEMANTICS);
    return {
      id: textOf(STATUS_ID),
      name: textOf(NAME),
      isFinal: ['S', 'F', 'success', 'failure', 'apology'].includes(semantics),
      ...(of !== undefined && { of }),
    };
  });
}
