import type { CrmOutcome } from '../../../domain/crm/port.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { itemsOf } from './bitrix-entities.ts';
import { textOf } from './read-bitrix.ts';

/**
 * Id of the source of that name; made if there is none. Null where our key may not make one: the name then stands in the
 * description of the source alone.
 */
export async function ensureSource(portal: BitrixPortal, name: string): Promise<CrmOutcome<string | null>> {
  const known = await find(portal, name);
  if (known.kind !== 'done' || known.value !== null) return known;
  const fields = { ENTITY_ID: 'SOURCE', STATUS_ID: idFor(name), NAME: name, SORT: 500 };
  const made = await callBitrix(portal, 'crm.status.add', { fields });
  if (made.kind === 'done') return { kind: 'done', value: fields.STATUS_ID };
  if (made.kind === 'retry') return made;
  // Somebody else made it in between, or it must not be made by us.
  return made.cause === 'auth' || made.cause === 'gone' ? made : find(portal, name);
}

async function find(portal: BitrixPortal, name: string): Promise<CrmOutcome<string | null>> {
  const answer = await callBitrix(portal, 'crm.status.list', { filter: { ENTITY_ID: 'SOURCE' } });
  if (answer.kind !== 'done') return answer;
  const wanted = name.trim().toLowerCase();
  const found = itemsOf(answer.value.result).find(({ NAME }) => textOf(NAME).trim().toLowerCase() === wanted);
  return { kind: 'done', value: found ? textOf(found.STATUS_ID) : null };
}

/** The same for the same name, so that two who make it at once make one. */
function idFor(name: string): string {
  let hash = 2_166_136_261;
  for (const char of name.trim().toLowerCase())
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return `RINGLET_${(hash >>> 0).toString(36).toUpperCase()}`;
}
