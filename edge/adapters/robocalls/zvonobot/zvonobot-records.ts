import { idOf } from './read-call.ts';
import {
  askZvonobot,
  type Json,
  listOf,
  type ZvonobotAccount,
  type ZvonobotAnswer,
} from './zvonobot-client.ts';

/** A record at the vendor's. `moderation` is `approved` once it may be played. */
export interface VendorRecord {
  id: string;
  name: string;
  moderation: 'awaiting' | 'approved' | 'rejected';
  comment: string | null;
}

type Asked<T> = { kind: 'done'; value: T } | Exclude<ZvonobotAnswer, { kind: 'done' }>;

/** Has a text spoken by a man or a woman (S5-9). */
export async function createSpokenRecord(
  account: ZvonobotAccount,
  { name, text, voice }: { name: string; text: string; voice: 'male' | 'female' },
): Promise<Asked<VendorRecord | null>> {
  const { maleGender } = account;
  const gender = voice === 'male' ? maleGender : 1 - maleGender;
  const answer = await askZvonobot(account, 'createRecord', { name, source: 'text', text, gender });
  if (answer.kind !== 'done') return answer;
  return { kind: 'done', value: listOf(answer.data).flatMap(readRecord)[0] ?? null };
}

/** All records of the account; those that a list names without a state may be played. */
export async function listRecords(account: ZvonobotAccount): Promise<Asked<VendorRecord[]>> {
  const answer = await askZvonobot(account, 'getRecords');
  return answer.kind === 'done' ? { kind: 'done', value: listOf(answer.data).flatMap(readRecord) } : answer;
}

/** Numbers that may call, in digits. */
export async function listSenders(account: ZvonobotAccount): Promise<Asked<string[]>> {
  const answer = await askZvonobot(account, 'getPhones');
  if (answer.kind !== 'done') return answer;
  const items = Array.isArray(answer.data) ? answer.data : [];
  const phones = items.map((item) =>
    String((item as Json | null)?.phone ?? (item as Json | null)?.number ?? item).replace(/\D/g, ''),
  );
  return { kind: 'done', value: phones.filter((phone) => phone.length >= 11) };
}

/** Whether the key is taken, and what is left on the account. */
export async function checkKey(account: ZvonobotAccount): Promise<Asked<{ balance: number | null }>> {
  const answer = await askZvonobot(account, 'userInfo');
  if (answer.kind !== 'done') return answer;
  const [info] = listOf(answer.data);
  return { kind: 'done', value: { balance: typeof info?.balance === 'number' ? info.balance : null } };
}

function readRecord(item: Json): VendorRecord[] {
  const id = idOf(item.id);
  if (id === null) return [];
  const status = String(item.status ?? '').toLowerCase();
  const comment =
    typeof item.moderatorComment === 'string' && item.moderatorComment !== '' ? item.moderatorComment : null;
  const isRejected = /reject|declin|отклон/.test(status);
  const isAwaiting =
    item.needModeration === true || item.needModeration === 1 || /moderat|await|new|провер/.test(status);
  return [
    {
      id,
      name: String(item.name ?? id),
      moderation: isRejected ? 'rejected' : isAwaiting ? 'awaiting' : 'approved',
      comment,
    },
  ];
}
