import type { Communication, CommunicationKind } from './communication.ts';
import type { TemplateValues } from './template.ts';

/** What templates can name. `mayBeAbsent`: not every communication of the kind has it. */
export interface TemplateVariable {
  name: string;
  description: string;
  sample: string | number | boolean | readonly string[];
  mayBeAbsent: boolean;
}

/** What is known besides the communication. */
export interface Names {
  /** IANA: what dates are written in. */
  timeZone: string;
  /** Of the responsible. */
  responsible: string | null;
}

type Read = (communication: Communication, names: Names) => TemplateValues[string] | undefined;
type Row = readonly [string, string, TemplateVariable['sample'], 'always' | 'maybe', Read];

const COMMON: readonly Row[] = [
  ['communication_id', 'Its id.', 'com_0123456789abcdef', 'always', ({ id }) => id],
  ['communication_type', 'call, callback, request or chat.', 'call', 'always', ({ kind }) => kind],
  ['direction', 'in or out.', 'in', 'always', ({ direction }) => direction],
  [
    'date',
    'Of its beginning.',
    '2026-12-01',
    'always',
    ({ startedAt }, names) => wallTime(startedAt, names).date,
  ],
  ['time', 'Of its beginning.', '12:04', 'always', ({ startedAt }, names) => wallTime(startedAt, names).time],
  ['visitor_name', 'What they gave as their name.', 'Anna', 'maybe', ({ contact }) => contact.name],
  ['visitor_phone', 'Their first telephone.', '+79161234567', 'maybe', ({ contact }) => contact.phones[0]],
  ['visitor_email', 'Their first address.', 'anna@example.com', 'maybe', ({ contact }) => contact.emails[0]],
  ['site_name', 'The site.', 'Beresta', 'maybe', ({ site }) => site?.name],
  ['campaign_name', 'The campaign.', 'Search', 'maybe', ({ campaign }) => campaign?.name],
  ['office_name', 'The office.', 'Showroom', 'maybe', ({ office }) => office?.name],
  ['widget_name', 'The widget.', 'Callback', 'maybe', ({ widget }) => widget?.name],
  ['responsible_name', 'The employee who is responsible.', 'Boris', 'maybe', (_, names) => names.responsible],
  ['utm_source', 'Tag of the visit.', 'yandex', 'maybe', ({ touch }) => touch?.source],
  ['utm_medium', 'Tag of the visit.', 'cpc', 'maybe', ({ touch }) => touch?.medium],
  ['utm_campaign', 'Tag of the visit.', 'sofas', 'maybe', ({ touch }) => touch?.campaign],
  ['utm_content', 'Tag of the visit.', 'banner', 'maybe', ({ touch }) => touch?.content],
  ['utm_term', 'Tag of the visit.', 'buy a sofa', 'maybe', ({ touch }) => touch?.term],
  ['source_type', 'How the visit began.', 'cpc', 'maybe', ({ touch }) => touch?.type],
  ['referrer', 'Where the visit came from.', 'https://ya.ru/', 'maybe', ({ touch }) => touch?.referrer],
  [
    'landing',
    'The first page of the visit.',
    'https://shop.example/',
    'maybe',
    ({ touch }) => touch?.landing || null,
  ],
  ['page', 'The page it was on.', 'https://shop.example/sofas', 'maybe', ({ page }) => page],
  ['tags', 'Its tags, as a list.', ['unique'], 'always', ({ tags }) => tags],
];

const OF_CALLS: readonly Row[] = [
  [
    'called_number',
    'The number that was called.',
    '+74951234567',
    'maybe',
    ({ calledNumber }) => calledNumber,
  ],
  ['tool', 'What ordered the callback.', 'Header button', 'maybe', ({ tool }) => tool],
  ['talk_s', 'Seconds of talk.', 125, 'maybe', ({ talkS }) => talkS],
  ['talk_time', 'Talk in minutes and seconds.', '2:05', 'maybe', ({ talkS }) => minutesOf(talkS)],
  ['result', 'success or failed.', 'success', 'maybe', ({ success }) => resultOf(success)],
  [
    'recording',
    'Where it can be heard.',
    'https://calls.example/1.mp3',
    'maybe',
    ({ recording }) => recording,
  ],
];

const OF_TEXTS: readonly Row[] = [
  ['channel_name', 'The channel.', 'WhatsApp', 'maybe', ({ channel }) => channel?.name],
  [
    'channel_type',
    'site, whatsapp, telegram and so on.',
    'whatsapp',
    'maybe',
    ({ channel }) => channel?.type,
  ],
  [
    'message',
    'What was written: the request, or the first line of the visitor.',
    'Is it in stock?',
    'maybe',
    messageOf,
  ],
];

const OF_CHATS: readonly Row[] = [
  ['transcript', 'All lines of the chat.', '12:04 Anna: Is it in stock?', 'maybe', transcriptOf],
  ['lines', 'How many lines there are.', 4, 'always', ({ lines }) => lines.length],
];

const ROWS: Record<CommunicationKind, readonly Row[]> = {
  call: [...COMMON, ...OF_CALLS],
  callback: [...COMMON, ...OF_CALLS, ['message', 'What the visitor wrote.', 'After six', 'maybe', messageOf]],
  request: [...COMMON, ...OF_TEXTS],
  chat: [...COMMON, ...OF_TEXTS, ...OF_CHATS],
};

/** What templates about a kind of communication can name; calls have others than chats and requests (S3-19). */
export function listVariables(kind: CommunicationKind): TemplateVariable[] {
  return ROWS[kind].map(([name, description, sample, presence]) => ({
    name,
    description,
    sample,
    mayBeAbsent: presence === 'maybe',
  }));
}

/** The values of all variables; null for what this one has not got. */
export function readVariables(communication: Communication, names: Names): TemplateValues {
  const rows = ROWS[communication.kind];
  return Object.fromEntries(rows.map(([name, , , , read]) => [name, read(communication, names) ?? null]));
}

/** All lines, each with its time and who wrote it. */
export function transcriptOf({ lines, contact }: Communication, names: Names): string | null {
  if (lines.length === 0) return null;
  return lines.map((line) => writeLine(line, contact.name, names)).join('\n');
}

/** `12:04 Anna: Is it in stock?` */
export function writeLine(
  { at, from, author, text }: Communication['lines'][number],
  visitor: string | null,
  names: Names,
): string {
  const who =
    author ?? (from === 'visitor' ? (visitor ?? 'Visitor') : from === 'employee' ? 'Employee' : '—');
  return `${wallTime(at, names).time} ${who}: ${text}`;
}

function messageOf({ text, lines }: Communication): string | null {
  return text ?? lines.find(({ from }) => from === 'visitor')?.text ?? null;
}

function resultOf(success: boolean | null): string | null {
  return success === null ? null : success ? 'success' : 'failed';
}

function minutesOf(talkS: number | null): string | null {
  return talkS === null ? null : `${Math.floor(talkS / 60)}:${String(talkS % 60).padStart(2, '0')}`;
}

function wallTime(at: number, { timeZone }: Names): { date: string; time: string } {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(at).split(' ');
  return { date, time };
}
