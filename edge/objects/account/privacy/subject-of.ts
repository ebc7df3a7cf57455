import { encodeBase32 } from '../../../keys/base32.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { AdminRequest } from '../../../rpc/admin-rpc.ts';

/**
 * What stands for the telephone of a person's request in lists and in the audit: its MAC, of the account's own. Null for
 * any other request. It is made before the request is handled, because that is synchronous.
 */
export async function subjectOf(
  { resource, verb, account, body }: AdminRequest,
  secrets: SecretRing,
): Promise<string | null> {
  if (resource !== 'privacy' || verb !== 'create') return null;
  const { phone } = Object(body) as { phone?: unknown };
  return encodeBase32(await secrets.sign('guard', `subject:${account}:${String(phone)}`), 26);
}
