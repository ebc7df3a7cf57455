import { createHmac } from 'node:crypto';
import { splitSecrets } from './secrets.ts';

/** Names of secrets, newest first, and of those that are kept for routing keys alone: nothing is sealed with them. */
export interface KeyIds {
  keyIds: string[];
  routeKeyIds: string[];
}

/** What names each secret of a list without telling anything of it, as envelopes carry it (`edge/keys/secrets.ts`). */
export function keyIdsOf(secrets: string): KeyIds {
  const all = splitSecrets(secrets);
  const idsOf = (isRouteOnly: boolean) =>
    all.filter((one) => one.isRouteOnly === isRouteOnly).map(({ secret }) => keyIdOf(secret));
  return { keyIds: idsOf(false), routeKeyIds: idsOf(true) };
}

/** 8 hexadecimal digits. */
function keyIdOf(secret: string): string {
  return createHmac('sha256', secret).update('ringlet key id').digest('hex').slice(0, 8);
}
