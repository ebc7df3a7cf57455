import type { CallProvider, CallStatus, CallTag, Verdict } from '../../shared/contract/admin/call.ts';
import type { Attribution } from './attribution.ts';
import { type CallEvent, type CallFacts, callStart, callStatus, talkTime } from './call-event.ts';

/** Who told of a call. */
export interface CallSource {
  provider: CallProvider;
  /** Null for the simulator. */
  integration: string | null;
}

/** One event of a call as the account takes it in. */
export interface ToldEvent {
  /** Tells a repetition from a new message. */
  id: string;
  /** The account's id of the call. */
  call: string;
  source: CallSource;
  /** Null for a message that is kept and says nothing about the course of the call. */
  event: CallEvent | null;
  raw: Readonly<Record<string, unknown>>;
}

/** A call as the account keeps it: the facts, what follows from them, and whose it was. Instants are epoch ms. */
export interface CallRecord extends CallSource, Omit<Attribution, 'verdict'> {
  id: string;
  facts: CallFacts;
  number: string | null;
  caller: string | null;
  startedAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  talkS: number | null;
  status: CallStatus;
  /** Null until the call was attributed. */
  verdict: Verdict | null;
  tags: CallTag[];
  recordingUrl: string | null;
  /** What people have tagged it with; absent, as `hidden`, where nobody has. */
  ownTags?: string[];
  /** Its caller is not shown to everybody. */
  hidden?: boolean;
}

/** The record of a call at `now` (epoch ms) out of everything that is known. */
export function composeCall(
  { id, provider, integration, ownTags, hidden }: CallSource & Pick<CallRecord, 'id' | 'ownTags' | 'hidden'>,
  facts: CallFacts,
  judged: (Omit<Attribution, 'verdict'> & { verdict: Verdict | null; tags: CallTag[] }) | null,
  now: number,
): CallRecord {
  return {
    id,
    provider,
    integration,
    facts,
    number: facts.number,
    caller: facts.caller,
    startedAt: callStart(facts),
    answeredAt: facts.answeredAt,
    endedAt: facts.endedAt,
    talkS: talkTime(facts),
    status: callStatus(facts, now),
    verdict: judged?.verdict ?? null,
    campaign: judged?.campaign ?? null,
    office: judged?.office ?? null,
    visitor: judged?.visitor ?? null,
    session: judged?.session ?? null,
    touch: judged?.touch ?? null,
    candidates: judged?.candidates ?? [],
    others: judged?.others ?? [],
    tags: judged?.tags ?? [],
    recordingUrl: facts.recordingUrl,
    ...(ownTags && { ownTags }),
    ...(hidden !== undefined && { hidden }),
  };
}

const SECRET_NAME = /secret|token|password|authori[sz]ation|signature|api_?key/i;

/** What a provider sent, without the values of fields that by their name are secrets. */
export function withoutSecrets(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !SECRET_NAME.test(name)));
}
