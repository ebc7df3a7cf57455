import { createHmac } from 'node:crypto';
import { splitSecrets } from './secrets.ts';

/**
 * What names each secret of a list without telling anything of it, newest first, as envelopes carry it
 * (`edge/keys/secrets.ts`). Those that are kept for routing keys alone have none: nothing is sealed with them.
 */
export function keyIdsOf(secrets: string): string[] {
  return splitSecrets(secrets)
    .filter(({ isRouteOnly }) => !isRouteOnly)
    .map(({ secret }) => keyIdOf(secret));
}

/** 8 hexadecimal digits. */
export function keyIdOf(secret: string): string {
  return createHmac('sha256', secret).update('ringlet key id').digest('hex').slice(0, 8);
}
