import type { DialCommand, FoundCall, LegNews } from '../../../domain/ports.ts';
import type { Reply } from '../../post-message.ts';
import { newsOfStatus } from './call-status.ts';
import { parseObject } from './read-reply.ts';

/** Twilio's clock may differ from ours, and a call is made some time after the request for it. */
const EARLIER_MS = 30_000;
const LATER_MS = 120_000;

/** What Twilio says of one of its calls; one that it does not know any more is over. Null if it cannot be asked. */
export async function checkCall({ get }: Pick<CallList, 'get'>, call: string): Promise<LegNews | null> {
  const reply = await get(`/Calls/${call}.json`);
  if (reply.kind !== 'answered') return null;
  if (reply.status === 404 && parseObject(reply.text)?.code === 20_404)
    return { kind: 'ended', cause: 'hangup' };
  return reply.status === 200 ? newsOfStatus(String(parseObject(reply.text)?.status), null) : null;
}

interface CallList {
  from: string;
  get(path: string): Promise<Reply>;
}

/** Calls between the same numbers from about the time that the dial was sent. Null if Twilio cannot be asked. */
export async function findCalls(
  { from, get }: CallList,
  { to }: DialCommand,
  sentAt: number,
): Promise<FoundCall[] | null> {
  const day = new Date(sentAt - EARLIER_MS).toISOString().slice(0, 10);
  const query = new URLSearchParams({ To: to, From: from, 'StartTime>': day, PageSize: '50' });
  const reply = await get(`/Calls.json?${query}`);
  if (reply.kind !== 'answered' || reply.status !== 200) return null;
  const calls = parseObject(reply.text)?.calls;
  if (!Array.isArray(calls)) return null;
  return calls.flatMap((call: unknown) => {
    const { sid, status, date_created } = (call ?? {}) as Record<string, unknown>;
    const madeAt = Date.parse(String(date_created));
    const isNear = madeAt >= sentAt - EARLIER_MS && madeAt <= sentAt + LATER_MS;
    if (typeof sid !== 'string' || !isNear) return [];
    const news: LegNews | null = newsOfStatus(String(status), null);
    return [{ call: sid, news }];
  });
}
