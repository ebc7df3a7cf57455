import { encodeBase64Url } from '../../keys/base64url.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import type { LibrarySecret } from './auth-library.ts';

/**
 * The library's secrets, newest first. Each follows from one of the deployment's, and so does its number: it stays the
 * same wherever the secret stands in the list.
 */
export async function librarySecrets(ring: SecretRing): Promise<LibrarySecret[]> {
  const values = await ring.signWithEach('session', 'library');
  const numbers = await ring.signWithEach('session', 'library-version');
  return values.map((value, i) => ({
    version: new DataView((numbers[i] ?? value).buffer).getUint32(0),
    value: encodeBase64Url(value),
  }));
}
