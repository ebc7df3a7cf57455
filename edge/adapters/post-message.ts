import { normalizeHost } from '../../shared/hosts.ts';
import { isLocalTarget, isPublicAddress, parseLocalTargets } from '../domain/outgoing-address.ts';
import type { Env } from '../env.ts';

/** What came back of a request. `status` is there unless nothing did. */
export type Reply =
  | { kind: 'answered'; status: number; headers: Headers; text: string }
  /** No answer, or none in time: whether it was done is not known. */
  | { kind: 'silent' }
  /** It was not sent, for it may not be asked. */
  | { kind: 'forbidden' };

export interface PostLimits {
  timeoutMs: number;
  /** Bytes of the answer that are read; what is longer is cut. */
  maxReply: number;
  /** Public hosts may be asked by http too. */
  http: boolean;
  /** An answer that breaks off after its headers is one. */
  isStartEnough: boolean;
}

/** An answer is a few hundred bytes. */
const USUAL: PostLimits = { timeoutMs: 10_000, maxReply: 64 * 1024, http: false, isStartEnough: false };

/**
 * Sends one request to an outside system: by https (or http, where `limits` say so) to public hosts, and by http to those
 * servers of this machine that are named (`RINGLET_LOCAL_TARGETS`); never to this server itself. Never follows a
 * redirect. Never throws.
 */
export async function postMessage(
  env: Env,
  address: string,
  init: RequestInit,
  limits: PostLimits = USUAL,
): Promise<Reply> {
  if (!URL.canParse(address)) return { kind: 'forbidden' };
  const url = new URL(address);
  const isLocal = isLocalTarget(url, parseLocalTargets(env.RINGLET_LOCAL_TARGETS ?? '') ?? []);
  const isAllowed = isPublicAddress(url) && (limits.http || url.protocol === 'https:');
  if ((!isLocal && !isAllowed) || isOwnHost(env, url)) return { kind: 'forbidden' };
  try {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    const request = new Request(url, { ...init, redirect: 'manual', signal });
    const response = await (isLocal && env.LOCAL ? env.LOCAL.fetch(request) : fetch(request));
    const { status, headers } = response;
    return { kind: 'answered', status, headers, text: await readStart(response, limits) };
  } catch {
    return { kind: 'silent' }; // refused, broken off or too late: from here they look the same
  }
}

/** A message to ourselves would only make another one. */
function isOwnHost({ PUBLIC_ORIGIN: own }: Env, url: URL): boolean {
  return own != null && URL.canParse(own) && normalizeHost(new URL(own).host) === normalizeHost(url.host);
}

/** Seconds or a date of `Retry-After` as milliseconds from `now` (epoch ms), five minutes at most; null without one. */
export function retryAfterMs(headers: Headers, now: number, maxMs = 300_000): number | null {
  const text = headers.get('retry-after') ?? '';
  const ms = /^\d{1,6}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxMs);
}

async function readStart({ body }: Response, { maxReply, isStartEnough }: PostLimits): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let left = maxReply; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
    }
    await reader.cancel();
  } catch (error) {
    if (!isStartEnough) throw error;
  }
  return text;
}
