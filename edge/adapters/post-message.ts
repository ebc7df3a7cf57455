import { isLocalTarget, isPublicAddress, parseLocalTargets } from '../domain/outgoing-address.ts';
import type { Env } from '../env.ts';

/** What came back of a request. `status` is there unless nothing did. */
export type Reply =
  | { kind: 'answered'; status: number; headers: Headers; text: string }
  /** No answer, or none in time: whether it was done is not known. */
  | { kind: 'silent' }
  /** It was not sent, for it may not be asked. */
  | { kind: 'forbidden' };

/** An answer is a few hundred bytes; what is longer is cut. */
const MAX_REPLY = 64 * 1024;
const TIMEOUT_MS = 10_000;

/**
 * Sends one request to an outside system: https to public hosts, and http only to those servers of this machine that
 * are named (`RINGLET_LOCAL_TARGETS`). Never follows a redirect, waits 10 s, reads 64 KB. Never throws.
 */
export async function postMessage(env: Env, address: string, init: RequestInit): Promise<Reply> {
  if (!URL.canParse(address)) return { kind: 'forbidden' };
  const url = new URL(address);
  const isLocal = isLocalTarget(url, parseLocalTargets(env.RINGLET_LOCAL_TARGETS ?? '') ?? []);
  if (!isLocal && (url.protocol !== 'https:' || !isPublicAddress(url))) return { kind: 'forbidden' };
  const request = new Request(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  try {
    const response = await (isLocal && env.LOCAL ? env.LOCAL.fetch(request) : fetch(request));
    const { status, headers } = response;
    return { kind: 'answered', status, headers, text: await readStart(response) };
  } catch {
    return { kind: 'silent' }; // refused, broken off or too late: from here they look the same
  }
}

/** Seconds or a date of `Retry-After` as milliseconds from `now` (epoch ms), five minutes at most; null without one. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after') ?? '';
  const ms = /^\d{1,6}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), 300_000);
}

async function readStart({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; size < MAX_REPLY; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
