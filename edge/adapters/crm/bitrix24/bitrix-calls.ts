import type { CrmCall, CrmOutcome, EntityRef } from '../../../domain/crm/port.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { isBitrixKind } from './bitrix-entities.ts';
import { type Json, textOf } from './read-bitrix.ts';

/** SIP-like codes of Bitrix24's telephony. */
const STATUS_CODES: Readonly<Record<CrmCall['outcome'], string>> = {
  answered: '200',
  missed: '304',
  declined: '603',
  busy: '486',
  invalid_number: '404',
  failed: '480',
};

/**
 * A call in the portal's telephony, once: registered under our own id, which answers the same call for half an hour
 * however often it is asked, shown while it goes on, and finished when it is over. `known` is what the portal called it
 * when it began.
 */
export async function keepCall(
  portal: BitrixPortal,
  call: CrmCall,
  about: EntityRef | null,
  known: string | null,
): Promise<CrmOutcome<EntityRef | null>> {
  const registered: CrmOutcome<string> =
    known === null ? await register(portal, call, about) : { kind: 'done', value: known };
  if (registered.kind !== 'done') return registered;
  const ref = { kind: 'activity', id: registered.value } as const;
  if (call.endedAt === null) return { kind: 'done', value: ref };
  const finished = await callBitrix(portal, 'telephony.externalCall.finish', {
    CALL_ID: registered.value,
    USER_ID: userOf(portal, call),
    DURATION: call.talkS,
    STATUS_CODE: STATUS_CODES[call.outcome],
    ADD_TO_CHAT: 0,
  });
  if (finished.kind === 'done' || isFinished(finished)) return { kind: 'done', value: ref };
  return finished;
}

/** Of a call that was registered and is not found any more the end has been told. */
function isFinished(outcome: CrmOutcome<unknown>): boolean {
  return outcome.kind === 'refused' && outcome.cause === 'invalid' && /not found/i.test(outcome.detail);
}

async function register(
  portal: BitrixPortal,
  call: CrmCall,
  about: EntityRef | null,
): Promise<CrmOutcome<string>> {
  const params: Json = {
    USER_ID: userOf(portal, call),
    PHONE_NUMBER: call.phone,
    TYPE: call.direction === 'in' ? 2 : 1,
    CALL_START_DATE: new Date(call.startedAt).toISOString(),
    // What the rules make is made by the rules alone.
    CRM_CREATE: 0,
    SHOW: call.endedAt === null ? 1 : 0,
    EXTERNAL_CALL_ID: call.id,
    ...(call.line !== null && { LINE_NUMBER: call.line }),
    ...(about &&
      isBitrixKind(about.kind) && {
        CRM_ENTITY_TYPE: about.kind.toUpperCase(),
        CRM_ENTITY_ID: Number(about.id),
      }),
  };
  const answer = await callBitrix(portal, 'telephony.externalCall.register', params);
  if (answer.kind !== 'done') return answer;
  const id = textOf((answer.value.result as Json | null)?.CALL_ID);
  return id === ''
    ? { kind: 'retry', detail: 'a call was registered without an id' }
    : { kind: 'done', value: id };
}

/** A repetition replaces what was attached before. */
export async function attachRecording(
  portal: BitrixPortal,
  call: string,
  url: string,
): Promise<CrmOutcome<null>> {
  const extension = /\.wav(\?|$)/i.test(url) ? 'wav' : 'mp3';
  const params = { CALL_ID: call, FILENAME: `${call.replace(/[^\w.-]/g, '')}.${extension}`, RECORD_URL: url };
  const answer = await callBitrix(portal, 'telephony.externalCall.attachRecord', params);
  return answer.kind === 'done' ? { kind: 'done', value: null } : answer;
}

function userOf({ defaultUser }: BitrixPortal, { user }: CrmCall): number {
  return Number(user ?? defaultUser);
}
