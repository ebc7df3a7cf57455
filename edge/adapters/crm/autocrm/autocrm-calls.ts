import type { CrmCall, CrmOutcome, EntityRef } from '../../../domain/crm/port.ts';
import { type AutocrmAccount, askAutocrm, type Json } from './autocrm-client.ts';
import { writeFilterTime, writeTime } from './dealer-time.ts';
import { digitsOf } from './find-autocrm.ts';
import { idOf, listOf } from './read-result.ts';

/** A call is looked for in the list of this long before and after it: that has no filter by our own id. */
const AROUND_MS = 10 * 60_000;
const MAX_PAGES = 20;

/** The call in AutoCRM's list, once: one that is there already is brought up to date. */
export async function keepCall(
  account: AutocrmAccount,
  call: CrmCall,
  recording: string | null = null,
): Promise<CrmOutcome<EntityRef | null>> {
  const known = await findCall(account, call);
  if (known.kind !== 'done') return known;
  const body = bodyOf(account, call, recording);
  const saved =
    known.value === null
      ? await askAutocrm(account, '/call', { method: 'POST', body })
      : await askAutocrm(account, `/call/${known.value}`, { method: 'PUT', body });
  return saved.kind === 'done' ? { kind: 'done', value: null } : saved;
}

/** Hangs a recording on its call; `call` is ours, and its time is found by it. */
export async function keepRecording(
  account: AutocrmAccount,
  call: CrmCall,
  url: string,
): Promise<CrmOutcome<EntityRef | null>> {
  return keepCall(account, call, url);
}

async function findCall(
  account: AutocrmAccount,
  { id, startedAt, endedAt }: CrmCall,
): Promise<CrmOutcome<string | null>> {
  const { timeZone } = account;
  const start = writeFilterTime(startedAt - AROUND_MS, timeZone);
  const end = writeFilterTime((endedAt ?? startedAt) + AROUND_MS, timeZone);
  const seen = new Set<string>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = { start, end, CallSearch_page: String(page) };
    const answer = await askAutocrm(account, '/call', { query });
    if (answer.kind !== 'done') return answer;
    const items = listOf(answer.value.result);
    const found = items.find(({ call_id }) => call_id === id);
    if (found) return { kind: 'done', value: idOf(found.id) };
    const fresh = items.flatMap((item) => idOf(item.id) ?? []).filter((one) => !seen.has(one));
    // Some installations ignore the page and answer the first one for ever.
    if (fresh.length === 0) break;
    for (const one of fresh) seen.add(one);
    const pages = Number(answer.value.headers.get('x-pagination-page-count') ?? 1);
    if (page >= pages) break;
  }
  return { kind: 'done', value: null };
}

function bodyOf({ timeZone, salon }: AutocrmAccount, call: CrmCall, recording: string | null): Json {
  const client = digitsOf(call.phone);
  const line = call.line === null ? '' : digitsOf(call.line);
  const isIn = call.direction === 'in';
  return {
    entry_id: call.id,
    call_id: call.id,
    datetime: writeTime(call.startedAt, timeZone),
    ...(call.answeredAt !== null && { datetime_answer: writeTime(call.answeredAt, timeZone) }),
    ...(call.endedAt !== null && { datetime_end: writeTime(call.endedAt, timeZone) }),
    from: isIn ? client : line,
    to: isIn ? line : client,
    status: call.outcome === 'answered' ? 'answered' : 'new',
    direction: isIn ? 'incoming' : 'outgoing',
    ...(salon !== null && { autosalon_id: Number(salon) }),
    ...(call.user !== null && { user_id: Number(call.user) }),
    ...(recording !== null && { record: recording }),
  };
}
