import type { CrmOutcome } from '../../../domain/crm/port.ts';
import { normalizePortal } from '../../../domain/crm/portal-domain.ts';
import type { Reply } from '../../post-message.ts';
import { type BitrixAnswer, type Json, readBitrix } from './read-bitrix.ts';

/** How a portal is entered. */
export type BitrixDoor =
  /** `user` and `code` of an incoming webhook. It may do everything but telephony. */
  | { kind: 'webhook'; user: string; code: string }
  | {
      kind: 'app';
      /** The present access token. */
      token(): string;
      /** A fresh one in place of `stale`; the same one for everybody who asks at the same time. */
      refresh(stale: string): Promise<CrmOutcome<string>>;
    };

export interface BitrixPortal {
  door: BitrixDoor;
  /** Its host at present; https unless `scheme` says otherwise. */
  host(): string;
  scheme?: 'http' | 'https';
  /** It was renamed, and answers there from now on. */
  moved(host: string): void;
  post(address: string, init: RequestInit): Promise<Reply>;
  /** Waits for its turn. Answers how long to stay away, ms, where that would be too long to wait. */
  pace(): Promise<number | null>;
  /** User of the portal who stands for an employee whom it does not know. */
  defaultUser: string;
  /** Epoch ms. */
  now(): number;
}

const MAX_HOPS = 3;

/**
 * One method of the REST interface. A token that has run out is renewed once, a portal that was renamed is followed;
 * every other failure is told as what to do about it.
 */
export async function callBitrix(
  portal: BitrixPortal,
  method: string,
  params: Json = {},
): Promise<CrmOutcome<BitrixAnswer>> {
  let isRenewed = false;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const waitMs = await portal.pace();
    if (waitMs !== null) return { kind: 'retry', detail: 'the portal is asked too often', afterMs: waitMs };
    const { door } = portal;
    const token = door.kind === 'app' ? door.token() : null;
    const reply = await portal.post(addressOf(portal, method), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Ringlet' },
      body: JSON.stringify(token === null ? params : { ...params, auth: token }),
    });
    const host = newHostOf(reply, portal.host());
    if (host !== null) {
      portal.moved(host);
      continue;
    }
    const read = readBitrix(reply, portal.now());
    if (read.kind !== 'expired') return read;
    if (door.kind !== 'app' || token === null || isRenewed) {
      return { kind: 'refused', cause: 'auth', detail: 'the portal takes our key no longer' };
    }
    isRenewed = true;
    const fresh = await door.refresh(token);
    if (fresh.kind !== 'done') return fresh;
  }
  return { kind: 'refused', cause: 'gone', detail: 'the portal sends from host to host' };
}

function addressOf({ door, host, scheme = 'https' }: BitrixPortal, method: string): string {
  const base = `${scheme}://${host()}/rest`;
  return door.kind === 'webhook' ? `${base}/${door.user}/${door.code}/${method}` : `${base}/${method}`;
}

/** A renamed portal answers 302. A redirect that was followed by itself would come as a GET without a body. */
function newHostOf(reply: Reply, known: string): string | null {
  if (reply.kind !== 'answered' || ![301, 302, 307, 308].includes(reply.status)) return null;
  const location = reply.headers.get('location') ?? '';
  if (!URL.canParse(location)) return null;
  const { host, hostname } = new URL(location);
  if (host === known) return null;
  // A test's portal has a port; a real one never has.
  return hostname === known.split(':', 1)[0] ? host : normalizePortal(hostname);
}
