import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { OutgoingMail } from '../../../edge/domain/ports.ts';
import type { TestShop } from './account.ts';

const queueOf = (shop: TestShop) => env.DELIVERY.getByName(`delivery:${shop.id}:mail`);

/** Lets what the account owes go to its queue, and the queue's word back. */
export async function settleDeliveries(shop: TestShop): Promise<void> {
  for (let i = 0; i < 4; i++) {
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    await runDurableObjectAlarm(queueOf(shop));
  }
}

/** Everything that stands in the queue, in the order in which it came. */
export async function listQueue(shop: TestShop): Promise<OutgoingMail[]> {
  await settleDeliveries(shop);
  return runInDurableObject(queueOf(shop), (_, { storage }) =>
    storage.sql
      .exec<{ message: string }>('SELECT message FROM queue ORDER BY since, id')
      .toArray()
      .map((row) => JSON.parse(row.message) as OutgoingMail),
  );
}
