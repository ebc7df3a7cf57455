import { isLocalTarget, isPublicAddress } from '../domain/outgoing-address.ts';

/** Why an address was not read. */
export type FetchFailure =
  | 'bad_address'
  | 'host_not_allowed'
  | 'too_many_redirects'
  | 'no_answer'
  | 'bad_status'
  | 'not_html';

export type FetchedPage =
  | { kind: 'read'; url: string; headers: Headers; body: ReadableStream<Uint8Array> }
  /** `url` is the one that failed, which may be behind redirects; `status` is there if anything answered. */
  | { kind: 'failed'; why: FetchFailure; url: string; status?: number };

export interface SafeFetch {
  /** Carries one request; must not follow redirects by itself, and must reach public addresses only. */
  send(request: Request): Promise<Response>;
  /** For addresses of this machine, see `RINGLET_LOCAL_TARGETS`. */
  sendLocally(request: Request): Promise<Response>;
  /** `host:port` of this machine that may be asked. */
  localTargets: readonly string[];
  /** Asked for the first address and every one that it redirects to. */
  isAllowed(url: URL): boolean;
}

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1_000_000;

/**
 * Reads a page that a customer named: only http and https, only public addresses and hosts that `isAllowed`,
 * looked at again at every redirect (5 at most), within 5 s and up to 1 MB; what is longer is cut. No cookies and no
 * credentials go out, and nothing of a failure but its kind comes back.
 */
export async function fetchPage(address: string, options: SafeFetch): Promise<FetchedPage> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = address;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!URL.canParse(url)) return { kind: 'failed', why: 'bad_address', url };
    const target = new URL(url);
    target.hash = '';
    const isLocal = isLocalTarget(target, options.localTargets);
    if (!isLocal && !isPublicAddress(target)) return { kind: 'failed', why: 'bad_address', url };
    if (!options.isAllowed(target)) return { kind: 'failed', why: 'host_not_allowed', url };
    const response = await ask(isLocal ? options.sendLocally : options.send, target, signal);
    if (!response) return { kind: 'failed', why: 'no_answer', url };
    const next = redirectOf(response, target);
    if (next === null) return readAnswer(response, url);
    await response.body?.cancel();
    url = next;
  }
  return { kind: 'failed', why: 'too_many_redirects', url };
}

/** Null if nothing answers, or not in time. The cause is not told: it would say what stands in our network. */
async function ask(send: SafeFetch['send'], url: URL, signal: AbortSignal): Promise<Response | null> {
  const headers = { accept: 'text/html', 'user-agent': 'Mozilla/5.0 (compatible; Ringlet page check)' };
  try {
    return await send(new Request(url, { headers, redirect: 'manual', signal }));
  } catch {
    return null;
  }
}

function redirectOf({ status, headers }: Response, from: URL): string | null {
  const location = headers.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  return URL.canParse(location, from.href) ? new URL(location, from.href).href : location;
}

async function readAnswer(response: Response, url: string): Promise<FetchedPage> {
  const { status, headers, body } = response;
  const isHtml = /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? '');
  if (response.ok && isHtml && body) return { kind: 'read', url, headers, body: cut(body, MAX_BYTES) };
  await body?.cancel();
  return { kind: 'failed', why: response.ok ? 'not_html' : 'bad_status', url, status };
}

/** The first `limit` bytes; one that breaks off earlier ends there, so that what came is read. */
function cut(body: ReadableStream<Uint8Array>, limit: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let left = limit;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (value) controller.enqueue(value.subarray(0, left));
      left -= value?.byteLength ?? 0;
      if (!done && left > 0) return;
      controller.close();
      if (!done) await reader.cancel();
    },
    cancel: (why) => reader.cancel(why),
  });
}
