import type { ConversationEvent } from '../../../../shared/contract/conversation.ts';
import type {
  ChatLine,
  CommunicationContact,
  StoredCommunication,
} from '../../../domain/crm/communication.ts';
import type { AccountParts } from '../account-parts.ts';
import type { StoredChannel } from '../entity-bodies.ts';
import type { CommunicationLog } from './communication-log.ts';
import { nameOf } from './name-things.ts';

type Told = Exclude<ConversationEvent, { type: 'channel.changed' }>;

export interface ToldConversation {
  /** Tells a repetition from a new message. */
  message: string;
  /** Id of the communication. */
  id: string;
  integration: string;
  event: ConversationEvent;
}

/**
 * Takes in what an outside system tells of a chat, a request or a channel; a message that has come before changes
 * nothing, and they may come in any order. False for a channel that there is not. Call inside a transaction.
 */
export function takeConversation(parts: AccountParts, told: ToldConversation, now: number): boolean {
  const { entities, events, communications, timers, leads } = parts;
  const { event } = told;
  const channel = entities.get('channels', event.channel);
  if (!channel) return false;
  if (!events.remember(`conversation:${told.message}`, now)) return true;
  if (event.type === 'channel.changed') {
    entities.save('channels', { ...channel, ...stateOf(event, now) }, now);
    return true;
  }
  const before = communications.find(told.id);
  const fresh = composeConversation(parts, { told: { ...told, event }, channel, before });
  communications.note(fresh, now);
  leads.onConversation(fresh, now);
  const { by, silenceMin } = channel.closing;
  if (fresh.kind === 'chat' && fresh.endedAt === null && by === 'silence') {
    timers.set('chat_silence', told.id, now + silenceMin * 60_000);
  } else timers.clear('chat_silence', told.id);
  return true;
}

/** Ends a chat in which nobody has written for as long as its channel allows (S4-19). Call inside a transaction. */
export function endSilentChat(communications: CommunicationLog, id: string, now: number): void {
  const chat = communications.find(id);
  if (chat === null || chat.endedAt !== null) return;
  const endedAt = chat.lines.at(-1)?.at ?? chat.startedAt;
  communications.note({ ...chat, phase: 'end', endedAt, success: chat.lines.some(isAnswer) }, now);
}

function stateOf(
  { status, qr, ttlS }: Extract<ConversationEvent, { type: 'channel.changed' }>,
  now: number,
): Pick<StoredChannel, 'status' | 'pairing'> {
  const isPairing = status === 'pairing' && qr !== null;
  return { status, pairing: isPairing ? { qr, until: now + ttlS * 1000 } : null };
}

function composeConversation(
  { entities }: Pick<AccountParts, 'entities'>,
  {
    told: { event, id, integration },
    channel,
    before,
  }: {
    told: ToldConversation & { event: Told };
    channel: StoredChannel;
    before: StoredCommunication | null;
  },
): StoredCommunication {
  const at = Date.parse(event.occurredAt);
  const line = lineOf(event, at);
  const isRequest = event.type === 'request.created';
  const isOver = isRequest || event.type === 'chat.finished' || (before?.endedAt ?? null) !== null;
  const phase = isRequest || event.type === 'chat.finished' ? 'end' : line && before ? 'message' : 'start';
  return {
    id,
    source: `${integration}:${event.conversation}`,
    kind: isRequest ? 'request' : 'chat',
    phase,
    direction: 'in',
    startedAt: Math.min(before?.startedAt ?? at, at),
    endedAt: isOver ? Math.max(before?.endedAt ?? at, at) : null,
    contact: joinContacts(before?.contact ?? null, event.contact),
    calledNumber: null,
    site: nameOf(entities, 'sites', event.site) ?? before?.site ?? null,
    campaign: before?.campaign ?? null,
    office: null,
    channel: { id: channel.id, name: channel.name, type: channel.type },
    widget: null,
    tool: null,
    touch: event.touch ?? before?.touch ?? null,
    page: event.page ?? before?.page ?? null,
    responsible: event.employee ?? before?.responsible ?? channel.employee,
    talkS: null,
    success: isOver ? [...(before?.lines ?? []), ...(line ? [line] : [])].some(isAnswer) : null,
    recording: null,
    tags: before?.tags ?? [],
    text: isRequest ? event.text : null,
    lines: line ? [line] : [],
  };
}

/** The id follows from what is said, so that a line that is told twice is one. */
function lineOf(event: Told, at: number): ChatLine | null {
  if (event.type !== 'chat.message') return null;
  const { from, author, text } = event;
  return { id: `${at}:${from}:${text.slice(0, 40)}`, at, from, author, text };
}

const isAnswer = ({ from }: ChatLine) => from === 'employee';

/** What is known of somebody grows: what is told later stands first. */
function joinContacts(
  before: CommunicationContact | null,
  { name, phone, email }: Told['contact'],
): CommunicationContact {
  const join = (fresh: string | null, known: string[] = []) =>
    fresh === null || known.includes(fresh) ? known : [fresh, ...known];
  return {
    name: name ?? before?.name ?? null,
    phones: join(phone, before?.phones),
    emails: join(email, before?.emails),
  };
}
