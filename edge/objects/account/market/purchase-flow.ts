import type { MarketIntegration } from '../../../adapters/inventory/open-inventory.ts';
import { PURCHASE_AGAIN_MS, PURCHASE_GIVEN_UP_MS, PURCHASE_WAIT_MS } from '../../../domain/limits.ts';
import type { NumberInventory, OrderOutcome } from '../../../domain/numbers/inventory.ts';
import type { ObjectClock } from '../../object-clock.ts';
import type { Timers } from '../../timers.ts';
import type { StoredPurchase } from '../entity-bodies.ts';
import type { EntityStore } from '../entity-store.ts';
import { finishPurchase } from './finish-purchase.ts';
import { ReleaseStore } from './release-store.ts';

export interface PurchaseParts {
  storage: DurableObjectStorage;
  entities: EntityStore;
  timers: Timers;
  clock: ObjectClock;
  /** The account's id. */
  account: () => string;
  /** Null if it cannot be used any more. */
  openInventory: (integration: MarketIntegration | null) => Promise<NumberInventory | null>;
}

/** An integration that nobody can open has to be put right by hand. */
const UNUSABLE_AGAIN_MS = 3_600_000;

/**
 * Buys what was ordered. The order is stored with its money set aside before anybody outside hears of it; the inventory
 * takes the purchase's id as its key, so it may be asked again at will; charge and numbers are written in one
 * transaction once its word is known. Whatever is cut short between these steps the timer `purchase` takes up again.
 */
export class PurchaseFlow {
  readonly #parts: PurchaseParts;
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: PurchaseParts) {
    this.#parts = parts;
  }

  /** Goes on with a purchase until its outcome is known or has to be waited for. Two at a time are one. */
  advance(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running) return running;
    const work = this.#advance(id).finally(() => this.#running.delete(id));
    this.#running.set(id, work);
    return work;
  }

  /** The same for somebody who waits: comes back after a while also if the outcome is still open. */
  async settle(id: string): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PURCHASE_WAIT_MS);
    });
    await Promise.race([this.advance(id), patience]);
    clearTimeout(timer);
  }

  /** Gives back what is owed to an inventory; the timer `release` comes again until it is done. */
  async release(id: string): Promise<void> {
    const { storage, entities, timers, clock, account } = this.#parts;
    const releases = new ReleaseStore(storage.sql);
    const owed = releases.read(id);
    if (!owed) return;
    const integration = owed.integration === null ? null : entities.get('integrations', owed.integration);
    const isOpenable = owed.integration === null || integration !== null;
    const inventory = isOpenable ? await this.#parts.openInventory(integration) : null;
    const order = { key: owed.purchase, account: account(), numbers: owed.numbers };
    const answer = inventory ? await inventory.release(order) : 'open';
    storage.transactionSync(() => {
      if (answer === 'released') releases.remove(id);
      else timers.set('release', id, clock.stamp() + (inventory ? PURCHASE_AGAIN_MS : UNUSABLE_AGAIN_MS));
    });
  }

  async #advance(id: string): Promise<void> {
    const before = this.#parts.entities.get('purchases', id);
    if (before?.status !== 'ordered') return;
    const outcome = await this.#order(before);
    this.#finish(id, outcome);
  }

  async #order(purchase: StoredPurchase): Promise<OrderOutcome> {
    const { storage, entities, clock, account } = this.#parts;
    const integration =
      purchase.integration === null ? null : entities.get('integrations', purchase.integration);
    const isThere = purchase.integration === null || integration !== null;
    const inventory = isThere ? await this.#parts.openInventory(integration) : null;
    if (!inventory) return { kind: 'open', detail: 'the integration cannot be used' };
    const isRepeated = purchase.wasSent;
    // From here on nobody knows without asking whether it was done.
    if (!isRepeated) {
      storage.transactionSync(() =>
        entities.save('purchases', { ...purchase, wasSent: true }, clock.stamp()),
      );
    }
    const numbers = purchase.numbers.map(({ e164 }) => e164);
    return inventory.buy({ key: purchase.id, account: account(), numbers, isRepeated });
  }

  #finish(id: string, outcome: OrderOutcome): void {
    const { storage, entities, timers, clock } = this.#parts;
    storage.transactionSync(() => {
      const now = clock.stamp();
      const purchase = entities.get('purchases', id);
      if (purchase?.status !== 'ordered') return;
      const isTooOld = now - Date.parse(purchase.createdAt) > PURCHASE_GIVEN_UP_MS;
      if (outcome.kind === 'open' && !isTooOld) {
        timers.set('purchase', id, now + (outcome.afterMs ?? PURCHASE_AGAIN_MS));
        return;
      }
      const last: Exclude<OrderOutcome, { kind: 'open' }> =
        outcome.kind === 'open'
          ? { kind: 'failed', reason: 'refused', taken: [], detail: outcome.detail }
          : outcome;
      finishPurchase({ storage, entities, timers }, purchase, last, now);
    });
  }
}
