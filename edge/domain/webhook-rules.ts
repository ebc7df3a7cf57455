import type { WebhookInput } from '../../shared/contract/admin/webhook.ts';
import { CLASSIC_EVENTS } from '../../shared/contract/admin/webhook.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { parseUrl } from '../../shared/parse-url.ts';
import { classicAddress, encodePairs, MAX_CLASSIC_URL } from './classic-webhook.ts';
import { isLoopbackHost, isPublicAddress } from './outgoing-address.ts';

/** Left for the values in the address of a GET, characters. */
const ROOM_FOR_VALUES = 500;

/** What is wrong with a webhook beyond its schema. */
export function faultsOfWebhook(input: WebhookInput): FieldError[] {
  return input.form === 'standard' ? faultsOfStandard(input) : faultsOfClassic(input);
}

function faultsOfStandard({ url, request }: WebhookInput): FieldError[] {
  const faults: FieldError[] = [];
  if (url === null) faults.push({ path: 'url', code: 'required', message: 'is where the events go' });
  else if (!mayLeadTo(url, ['https:'])) faults.push(badAddress('url'));
  if (request !== null) faults.push(notHere('request', 'is for the classic form'));
  return faults;
}

function faultsOfClassic({ url, request, events, acknowledgePhoneInUrl }: WebhookInput): FieldError[] {
  const faults: FieldError[] = [];
  if (url !== null) faults.push(notHere('url', 'is for the standard form; here it is `request`'));
  events.forEach((event, i) => {
    if (!CLASSIC_EVENTS.includes(event)) {
      const message = `must be one of: ${CLASSIC_EVENTS.join(', ')}`;
      faults.push({ path: `events.${i}`, code: 'invalid_value', message });
    }
  });
  if (request === null) {
    return [...faults, { path: 'request', code: 'required', message: 'is needed for the classic form' }];
  }
  const { path, method, parameters } = request;
  if (/[?#]/.test(path)) {
    const message = 'ends before the question mark; what follows are the parameters';
    faults.push({ path: 'request.path', code: 'invalid_format', message });
  }
  if (!isHost(request.host) || !mayLeadTo(classicAddress({ ...request, path: '/' }), ['http:', 'https:'])) {
    faults.push(badAddress('request.host'));
  }
  faults.push(...faultsOfNames(parameters));
  const carriesPhone = parameters.some(({ field }) => field === 'caller');
  if (method === 'GET' && carriesPhone && !acknowledgePhoneInUrl) {
    const message = 'a telephone in an address ends up in logs: set it to true if that is what you want';
    faults.push({ path: 'acknowledgePhoneInUrl', code: 'required', message });
  }
  if (method === 'GET' && faults.length === 0) {
    const bare = encodePairs(parameters.map(({ name }) => [name, '']));
    if (`${classicAddress(request)}?${bare}`.length > MAX_CLASSIC_URL - ROOM_FOR_VALUES) {
      const message = 'are too many or too long for an address: send them by POST';
      faults.push({ path: 'request.parameters', code: 'too_big', message });
    }
  }
  return faults;
}

function faultsOfNames(parameters: readonly { name: string }[]): FieldError[] {
  const names = parameters.map(({ name }) => name);
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : [{ path: `request.parameters.${i}.name`, code: 'duplicate', message: 'stands there twice' }],
  );
}

/** A public address; or one of this machine, which is asked only where the server allows it. */
function mayLeadTo(address: string | null, protocols: readonly string[]): boolean {
  const url = address === null ? null : parseUrl(address);
  if (url === null || url.username || url.password) return false;
  if (url.protocol === 'http:' && isLoopbackHost(url.hostname)) return true;
  return protocols.includes(url.protocol) && isPublicAddress(url);
}

/** A domain or an address and perhaps a port, and nothing that would make another part of an address of it. */
function isHost(host: string): boolean {
  return /^(\[[0-9a-f:.]+\]|[^\s/?#@\\:[\]]+)(:\d{1,5})?$/i.test(host);
}

function badAddress(path: string): FieldError {
  return {
    path,
    code: 'invalid_format',
    message: 'must lead to a public host, by https where it is signed JSON',
  };
}

function notHere(path: string, message: string): FieldError {
  return { path, code: 'not_here', message };
}
