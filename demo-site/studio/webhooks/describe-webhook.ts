import type { ClassicRequest, Webhook, WebhookInput } from '../../../shared/contract/admin/webhook.ts';

/** Where it leads. */
export function addressOf({ url, request }: Pick<WebhookInput, 'url' | 'request'>): string {
  if (request === null) return url ?? '';
  const path = request.path.startsWith('/') ? request.path : `/${request.path}`;
  return `${request.method} ${request.protocol}://${request.host || 'host'}${path}`;
}

/** What a request in the owner's own words would look like; values in angle brackets are filled in. */
export function sketchRequest({ method, contentType, parameters, ...place }: ClassicRequest): string {
  const line = addressOf({ url: null, request: { method, contentType, parameters, ...place } });
  const pairs = parameters
    .map(({ name, field }) => `${encodeURIComponent(name || '…')}=<${field}>`)
    .join('&');
  if (method === 'GET') return pairs ? `${line}?${pairs}` : line;
  if (contentType === 'application/x-www-form-urlencoded') return `${line}\n${contentType}\n\n${pairs}`;
  const body = Object.fromEntries(parameters.map(({ name, field }) => [name || '…', `<${field}>`]));
  return `${line}\n${contentType}\n\n${JSON.stringify(body, null, 2)}`;
}

/** `412 arrived, 3 attempts failed, the last answer was 204 at 1 Dec, 09:04`. */
export function tellTally({ sent, failed, lastStatus, lastAttemptAt }: Webhook): string {
  const counts = `${sent.toLocaleString('en-GB')} arrived, ${failed.toLocaleString('en-GB')} ${failed === 1 ? 'attempt' : 'attempts'} failed`;
  if (lastAttemptAt === null) return counts;
  const last = lastStatus === null ? 'the last one got no answer' : `the last answer was ${lastStatus}`;
  return `${counts}; ${last}, ${tellTime(lastAttemptAt)}`;
}

/** `1 Dec, 09:04:16`, where the reader is. */
export function tellTime(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant));
}
