import type { IntegrationProvider } from '../../shared/contract/admin/integration.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { parseUrl } from '../../shared/parse-url.ts';
import { isLoopbackHost, isPublicAddress } from './outgoing-address.ts';

/** What of an integration says where its calls are made. */
export interface OutgoingSettings {
  provider: IntegrationProvider;
  url: string | null;
  accountSid: string | null;
  from: string | null;
}

/** Which field is missing for making calls; null if none is. */
export function missingForCalls({ provider, url, accountSid, from }: OutgoingSettings): string | null {
  // Loosely, since one that was stored before there were calls has none of these fields.
  if (provider === 'webhook') return url == null ? 'url' : null;
  if (accountSid == null) return 'accountSid';
  return from == null ? 'from' : null;
}

/**
 * Faults of the address of a gateway. It must be `https` and public; `http` leads only to the machine itself, and is
 * followed only where the server allows it.
 */
export function faultsOfGateway(url: string | null): FieldError[] {
  const parsed = url === null ? null : parseUrl(url);
  if (url === null) return [];
  const isFine =
    parsed !== null &&
    (parsed.protocol === 'https:' ? isPublicAddress(parsed) : isLoopbackHost(parsed.hostname));
  const message = 'must be https and lead to a public host';
  return isFine ? [] : [{ path: 'url', code: 'invalid_format', message }];
}
