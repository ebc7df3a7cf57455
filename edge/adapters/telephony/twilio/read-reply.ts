import type { Party, SendOutcome } from '../../../domain/ports.ts';
import { type Reply, retryAfterMs } from '../../post-message.ts';

/** Twilio's errors for a number that nobody can call. */
const INVALID_NUMBER = [13_223, 13_224, 21_211, 21_214, 21_217, 21_219, 21_401];
/** The call has ended, or there is none. */
const OVER = [20_404, 21_220];

/** A dial may have been done wherever its answer is not Twilio's own word. */
export function outcomeOfDial(reply: Reply, now: number): SendOutcome {
  const said = readReply(reply, now);
  if (said.kind === 'done') {
    const call = said.body.sid;
    return typeof call === 'string' && call.startsWith('CA')
      ? { kind: 'accepted', call }
      : { kind: 'unknown', detail: 'an answer without a call' };
  }
  if (said.kind !== 'failed')
    return said.kind === 'unclear' ? { kind: 'unknown', detail: said.detail } : said;
  const refused = { kind: 'refused', detail: said.detail } as const;
  return INVALID_NUMBER.includes(said.code) ? { ...refused, cause: 'invalid_number' } : refused;
}

/** Giving the call of `party` the same document again does no harm. */
export function outcomeOfChange(reply: Reply, party: Party, now: number): SendOutcome {
  const said = readReply(reply, now);
  if (said.kind === 'done') return { kind: 'accepted' };
  if (said.kind === 'failed' && OVER.includes(said.code)) return { kind: 'over', party, detail: said.detail };
  if (said.kind === 'unclear') return { kind: 'retry', detail: said.detail };
  return said.kind === 'failed' ? { kind: 'refused', detail: said.detail } : said;
}

export function outcomeOfHangup(reply: Reply, party: Party, now: number): SendOutcome {
  const outcome = outcomeOfChange(reply, party, now);
  return outcome.kind === 'over' ? { kind: 'accepted' } : outcome;
}

export type Said =
  | { kind: 'done'; body: Record<string, unknown> }
  | { kind: 'failed'; code: number; detail: string }
  | { kind: 'unclear'; detail: string }
  | Extract<SendOutcome, { kind: 'retry' | 'refused' }>;

/** What Twilio said. Its details name no number: they are logged. */
export function readReply(reply: Reply, now: number): Said {
  if (reply.kind === 'forbidden') return { kind: 'refused', detail: 'the address may not be asked' };
  if (reply.kind === 'silent') return { kind: 'unclear', detail: 'no answer' };
  const { status, headers } = reply;
  const body = parseObject(reply.text);
  const code = typeof body?.code === 'number' ? body.code : 0;
  if (status === 429 || code === 20_429) {
    const afterMs = retryAfterMs(headers, now);
    return { kind: 'retry', detail: `status ${status}`, ...(afterMs !== null && { afterMs }) };
  }
  if (status >= 500 || status === 408) return { kind: 'unclear', detail: `status ${status}` };
  if (status >= 300) return { kind: 'failed', code, detail: `status ${status}, code ${code}` };
  return body ? { kind: 'done', body } : { kind: 'unclear', detail: 'the answer is no JSON' };
}

export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // a page of somebody in between
  }
}
