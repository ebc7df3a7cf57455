import type { OrderOutcome } from '../../../domain/numbers/inventory.ts';
import { newId } from '../../../keys/ids.ts';
import type { Timers } from '../../timers.ts';
import { AuditStore } from '../audit-store.ts';
import type { EntityStore } from '../entity-store.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { StoredPurchase } from './market-bodies.ts';
import { ReleaseStore } from './release-store.ts';

interface FinishParts {
  storage: DurableObjectStorage;
  entities: EntityStore;
  timers: Timers;
}

/** Ends a purchase, in one transaction: numbers and charge come about together, or neither does. `now` is epoch ms. */
export function finishPurchase(
  parts: FinishParts,
  purchase: StoredPurchase,
  outcome: Exclude<OrderOutcome, { kind: 'open' }>,
  now: number,
): void {
  const { storage, entities, timers } = parts;
  const endedAt = new Date(now).toISOString();
  timers.clear('purchase', purchase.id);
  if (outcome.kind === 'failed') {
    const { reason, taken } = outcome;
    entities.save('purchases', { ...purchase, status: 'failed', reason, taken: [...taken], endedAt }, now);
    // Of several numbers some may have been bought before one was refused.
    oweRelease(parts, purchase, now);
    return;
  }
  const numbers = purchase.numbers.map((line) => ({
    ...line,
    number: keepNumber(parts, purchase, line, now),
  }));
  entities.save('purchases', { ...purchase, status: 'bought', numbers, endedAt }, now);
  new Ledger(storage.sql).add(
    {
      key: `purchase/${purchase.id}`,
      kind: 'charge',
      amount: -purchase.total,
      reason: `Numbers bought: ${numbers.length}`,
      subject: purchase.id,
      madeBy: purchase.madeBy,
    },
    now,
  );
}

function keepNumber(
  { storage, entities }: FinishParts,
  purchase: StoredPurchase,
  { e164, region, operator, kind, price }: StoredPurchase['numbers'][number],
  now: number,
): string {
  const id = newId('num');
  const source = { purchase: purchase.id, integration: purchase.integration };
  entities.insert(
    'numbers',
    { id, e164, kind, status: 'active', region, operator, cost: price, source },
    now,
  );
  new AuditStore(storage.sql).add({
    id: newId('aud'),
    at: now,
    requestId: purchase.requestId,
    token: purchase.madeBy,
    actorKind: 'system',
    verb: 'buy',
    kind: 'numbers',
    entity: id,
    fields: [],
  });
  return id;
}

function oweRelease(
  { storage, timers }: FinishParts,
  { id, integration, numbers, wasSent }: StoredPurchase,
  now: number,
): void {
  if (!wasSent) return;
  const owed = { purchase: id, integration, numbers: numbers.map(({ e164 }) => e164) };
  new ReleaseStore(storage.sql).add(id, owed);
  timers.set('release', id, now);
}
