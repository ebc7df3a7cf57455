import type { Features } from '../../../../shared/contract/admin/access.ts';
import { newId } from '../../../keys/ids.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { AccountParts } from '../account-parts.ts';
import { AuditStore } from '../audit-store.ts';
import { orRefusal, refuse } from '../refused.ts';

/** What the operator switches on or off, with what follows from it for the sites, in one transaction (S1-1). */
export function setFeatures(
  { storage, clock, account, publisher }: AccountParts,
  { features, requestId }: { features: Features; requestId: string },
): { kind: 'set'; sites: string[] } | Refusal {
  return orRefusal(() =>
    storage.transactionSync(() => {
      const now = clock.stamp();
      const found = account.find() ?? refuse('not_found', 'There is no such account.');
      account.saveFeatures(features);
      new AuditStore(storage.sql).add({
        id: newId('aud'),
        at: now,
        requestId,
        token: 'operator',
        verb: 'update',
        kind: 'account',
        entity: found.body.id,
        fields: ['features'],
      });
      return { kind: 'set' as const, sites: publisher.publish(now).sites };
    }),
  );
}
