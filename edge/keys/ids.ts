import { encodeBase32, randomBase32 } from './base32.ts';

export type IdPrefix =
  | ('site' | 'off' | 'num' | 'cmp' | 'wdg' | 'int' | 'exc' | 'evt' | 'aud' | 'dlv')
  | ('mem' | 'inv' | 'rol' | 'gra' | 'tok' | 'sty' | 'upl' | 'whk')
  | ('emp' | 'grp' | 'chn')
  | ('led' | 'pur' | 'req' | 'job')
  | 'prv'
  | 'pvw'
  | 'rul';

/** A new id: prefix and 80 random bits. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBase32(16)}`;
}

/** SHA-256 of a text or of bytes, hex. */
export async function sha256Hex(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The id of a callback follows from its widget and its idempotency key, so that a retry meets the same row. */
export function callbackId(widgetHash: string, idempotencyKey: string): Promise<string> {
  return derivedId('cb', `${widgetHash}\n${idempotencyKey}`);
}

/** The id of a request that was left follows from its widget and its idempotency key, as that of a callback does. */
export function leadId(widgetHash: string, idempotencyKey: string): Promise<string> {
  return derivedId('lead', `${widgetHash}\n${idempotencyKey}`);
}

/** The id of what is kept beside a callback, a call or a lead: the same characters under another prefix. */
export function besideId(prefix: 'lead' | 'con', id: string): string {
  return `${prefix}_${id.split('_')[1] ?? ''}`;
}

/** The id of a call follows from who tells of it and how they call it, so that all its events meet in one record. */
export function callId(source: string, providerCall: string): Promise<string> {
  return derivedId('call', `${source}\n${providerCall}`);
}

/** The id of a chat or request follows from who tells of it and how they call it. */
export function communicationId(integration: string, conversation: string): Promise<string> {
  return derivedId('com', `${integration}\n${conversation}`);
}

async function derivedId(prefix: string, text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `${prefix}_${encodeBase32(new Uint8Array(hash), 16)}`;
}
