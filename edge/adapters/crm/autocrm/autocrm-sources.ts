import type { CrmOutcome } from '../../../domain/crm/port.ts';
import { type AutocrmAccount, askAutocrm, type Json } from './autocrm-client.ts';
import { idOf, listOf, objectOf, textOf } from './read-result.ts';

export interface SourceIds {
  source: string | null;
  refined: string | null;
}

/** The sources of these names; one that is not there is made (S3-26). Empty names are none. */
export async function ensureSources(
  account: AutocrmAccount,
  salon: string | null,
  names: { source: string | null; refinedSource: string | null },
): Promise<CrmOutcome<SourceIds>> {
  if (!names.source) return { kind: 'done', value: { source: null, refined: null } };
  const source = await ensure(account, '/source', names.source, { ...ofSalon(salon) });
  if (source.kind !== 'done' || !names.refinedSource) {
    return source.kind === 'done' ? { kind: 'done', value: { source: source.value, refined: null } } : source;
  }
  const parent = { parent_id: Number(source.value), ...ofSalon(salon) };
  const refined = await ensure(account, '/source2', names.refinedSource, parent);
  return refined.kind === 'done'
    ? { kind: 'done', value: { source: source.value, refined: refined.value } }
    : refined;
}

/**
 * Looked for before it is made, and again after: of two that were made at the same moment both sides take the elder one.
 */
async function ensure(
  account: AutocrmAccount,
  path: string,
  name: string,
  rest: Json,
): Promise<CrmOutcome<string>> {
  const known = await find(account, path, name, rest);
  if (known.kind !== 'done' || known.value !== null) return known as CrmOutcome<string>;
  const made = await askAutocrm(account, path, { method: 'POST', body: { name, ...rest } });
  if (made.kind !== 'done') return made;
  const again = await find(account, path, name, rest);
  if (again.kind !== 'done') return again;
  const id = again.value ?? idOf(objectOf(made.value.result).id);
  return id === null
    ? { kind: 'retry', detail: 'a source was made and is not there' }
    : { kind: 'done', value: id };
}

async function find(
  account: AutocrmAccount,
  path: string,
  name: string,
  { parent_id, salon_id }: Json,
): Promise<CrmOutcome<string | null>> {
  const answer = await askAutocrm(account, path, { query: { name } });
  if (answer.kind !== 'done') return answer;
  const fitting = listOf(answer.value.result).filter(
    (item) =>
      textOf(item.name).toLowerCase() === name.trim().toLowerCase() &&
      (parent_id === undefined || idOf(item.parent_id) === idOf(parent_id)) &&
      isOfSalon(item.salon_ids, salon_id),
  );
  const ids = fitting.flatMap(({ id }) => idOf(id) ?? []).map(Number);
  return { kind: 'done', value: ids.length > 0 ? String(Math.min(...ids)) : null };
}

const ofSalon = (salon: string | null): Json => (salon === null ? {} : { salon_id: Number(salon) });

/** A source of other dealerships alone is none of ours. */
function isOfSalon(salons: unknown, salon: unknown): boolean {
  if (salon === undefined || !Array.isArray(salons) || salons.length === 0) return true;
  return salons.some((id) => idOf(id) === idOf(salon));
}
