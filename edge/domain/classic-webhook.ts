import type { Call } from '../../shared/contract/admin/call.ts';
import { CALL_FIELDS, type CallField, type ClassicRequest } from '../../shared/contract/admin/webhook.ts';
import { parseUrl } from '../../shared/parse-url.ts';
import type { OutgoingWebhook, SentRequest } from './ports.ts';
import type { WireEvent } from './webhook.ts';

/** A longer address is cut on its way by some. */
export const MAX_CLASSIC_URL = 2000;
/** Values of an address that would be longer are cut to the first of these that fits, characters. */
const CUTS = [512, 200, 100, 50, 20, 0];

/** The address of a classic webhook without its parameters; null if host and path make none. */
export function classicAddress({
  protocol,
  host,
  path,
}: Pick<ClassicRequest, 'protocol' | 'host' | 'path'>): string | null {
  const url = parseUrl(`${protocol}://${host}${path.startsWith('/') ? path : `/${path}`}`);
  return url && url.origin + url.pathname;
}

/** Pairs as a query or a form has them. */
export function encodePairs(pairs: readonly (readonly [string, string])[]): string {
  const encode = (text: string) => encodeURIComponent(wellFormed(text)).replace(/%20/g, '+');
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** The request that a classic webhook makes of an event about a call (S2-91…S2-96). */
export function composeClassic(request: ClassicRequest, message: OutgoingWebhook): SentRequest {
  const values = callValues(message);
  const pairs = request.parameters.map(({ name, field }) => [name, values[field]] as [string, string]);
  const url = classicAddress(request) ?? '';
  if (request.method === 'GET') {
    return { method: 'GET', url: fittingUrl(url, pairs), headers: {}, body: '' };
  }
  const isForm = request.contentType === 'application/x-www-form-urlencoded';
  return {
    method: 'POST',
    url,
    headers: { 'content-type': isForm ? request.contentType : 'application/json; charset=utf-8' },
    // `fromEntries` defines, so that a name like `__proto__` is a name.
    body: isForm ? encodePairs(pairs) : JSON.stringify(Object.fromEntries(pairs)),
  };
}

/** Every field of an event about a call as text; empty while it is not known. */
export function callValues({
  event,
  names,
}: {
  event: WireEvent;
  names: OutgoingWebhook['names'];
}): Record<CallField, string> {
  const call = event.data as Partial<Call>;
  const { touch } = call;
  const { startedAt, endedAt } = call;
  const lastedMs = startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null;
  const known: Partial<Record<CallField, string | number | null | undefined>> = {
    event: event.type,
    event_id: event.id,
    occurred_at: event.occurredAt,
    account: event.account,
    call_id: call.id,
    provider: call.provider,
    caller: call.caller,
    number: call.number,
    started_at: startedAt,
    started_at_unix: startedAt && Math.floor(Date.parse(startedAt) / 1000),
    answered_at: call.answeredAt,
    ended_at: endedAt,
    duration_s: lastedMs === null ? null : Math.max(0, Math.round(lastedMs / 1000)),
    talk_s: call.talkS,
    status: call.status,
    verdict: call.verdict,
    tags: call.tags?.join(','),
    campaign: call.campaign,
    campaign_name: names.campaign,
    office: call.office,
    office_name: names.office,
    visitor: call.visitor,
    session: call.session,
    source_type: touch?.type,
    utm_source: touch?.source,
    utm_medium: touch?.medium,
    utm_campaign: touch?.campaign,
    utm_content: touch?.content,
    utm_term: touch?.term,
    gclid: touch?.clickIds.gclid,
    yclid: touch?.clickIds.yclid,
    referrer: touch?.referrer,
    landing: touch?.landing,
    recording_url: call.recordingUrl,
  };
  return Object.fromEntries(
    CALL_FIELDS.map((field) => [field, wellFormed(String(known[field] ?? ''))]),
  ) as Record<CallField, string>;
}

function fittingUrl(url: string, pairs: [string, string][]): string {
  const made = CUTS.map((cut) => {
    const query = encodePairs(pairs.map(([name, value]) => [name, value.slice(0, cut)]));
    return pairs.length === 0 ? url : `${url}?${query}`;
  });
  return made.find((candidate) => candidate.length <= MAX_CLASSIC_URL) ?? made.at(-1) ?? url;
}

/** A half of a surrogate pair, as a cut leaves it, is no text. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
