import type {
  CrmAdapter,
  CrmCall,
  CrmOutcome,
  CrmWrite,
  EntityRef,
  EntityTarget,
} from '../../../domain/crm/port.ts';
import { keepCall, keepRecording } from './autocrm-calls.ts';
import { type AutocrmAccount, askAutocrm } from './autocrm-client.ts';
import { listUsers, readDictionaries } from './autocrm-dictionaries.ts';
import { createEntity, ensureClient } from './create-autocrm.ts';
import { findAll } from './find-autocrm.ts';
import { listOf, textOf } from './read-result.ts';

/** Of an event on a worksheet: a comment. */
const COMMENT = 2;
const ON_CASE = 1;

type Made = ReadonlyMap<string, EntityRef>;
type Written = CrmOutcome<EntityRef | null>;

/**
 * AutoCRM by its REST interface, see `autocrm-client.ts` for how sure that is. What cannot be written there (a move, a
 * notice) is done by having nothing to do. `calls` gives the call of a recording that comes later.
 */
export function autocrmAdapter(
  account: AutocrmAccount,
  calls: (id: string) => CrmCall | null = () => null,
): CrmAdapter {
  return {
    async check() {
      const answer = await askAutocrm(account, '/autosalon');
      if (answer.kind !== 'done') return answer;
      const [salon] = listOf(answer.value.result);
      return { kind: 'done', value: { name: textOf(salon?.name) || 'AutoCRM' } };
    },
    find: (contact) => findAll(account, contact),
    write: (write, key, made) => writeStep(account, calls, write, key, made),
    listUsers: (next) => listUsers(account, next),
    readDictionaries: () => readDictionaries(account),
    addressOf: ({ kind, id }) => {
      const page = PAGES[kind];
      return page === undefined ? null : new URL(`/${page}/${id}`, account.api).href;
    },
  };
}

/** Where a person looks at it; unverified as the rest. */
const PAGES: Partial<Record<EntityRef['kind'], string>> = {
  client: 'client/view',
  inquiry: 'leads/request/view',
  worksheet: 'case/view',
  service_inquiry: 'preparedServiceCase/view',
};

async function writeStep(
  account: AutocrmAccount,
  calls: (id: string) => CrmCall | null,
  write: CrmWrite,
  key: string,
  made: Made,
): Promise<Written> {
  if (write.kind === 'create') return create(account, write, key, made);
  if (write.kind === 'comment') return comment(account, write, made);
  if (write.kind === 'call') return keepCall(account, write.call);
  if (write.kind === 'recording') {
    const call = calls(write.of);
    return call ? keepRecording(account, call, write.url) : { kind: 'done', value: null };
  }
  return { kind: 'done', value: null };
}

async function create(
  account: AutocrmAccount,
  { entity, fields, links }: Extract<CrmWrite, { kind: 'create' }>,
  key: string,
  made: Made,
): Promise<Written> {
  if (entity === 'client') return ensureClient(account, fields);
  if (entity !== 'inquiry' && entity !== 'service_inquiry' && entity !== 'worksheet') {
    return { kind: 'refused', cause: 'unsupported', detail: `AutoCRM has no ${entity}` };
  }
  const client = links.flatMap((link) => refOf(link, made) ?? []).find(({ kind }) => kind === 'client');
  return createEntity(account, entity, fields, { key, client: client?.id ?? null });
}

/** Only worksheets have comments; one with the same words is there already. */
async function comment(
  account: AutocrmAccount,
  { on, text }: Extract<CrmWrite, { kind: 'comment' }>,
  made: Made,
): Promise<Written> {
  const target = refOf(on, made);
  if (target?.kind !== 'worksheet') return { kind: 'done', value: null };
  const caseId = Number(target.id);
  const known = await askAutocrm(account, '/event', { query: { caseId: target.id } });
  const isMissing = known.kind === 'refused' && known.cause === 'unsupported';
  if (known.kind !== 'done' && !isMissing) return known;
  const events = known.kind === 'done' ? listOf(known.value.result) : [];
  if (events.some((event) => textOf(event.comment) === text.trim())) return { kind: 'done', value: null };
  const body = { caseId, type: COMMENT, comment: text, objectType: ON_CASE };
  const written = await askAutocrm(account, '/event', { method: 'POST', body });
  return written.kind === 'done' ? { kind: 'done', value: null } : written;
}

function refOf(target: EntityTarget, made: Made): EntityRef | null {
  return 'step' in target ? (made.get(target.step) ?? null) : target;
}
