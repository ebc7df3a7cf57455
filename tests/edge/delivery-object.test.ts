import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryControl } from '../../edge/domain/delivery.ts';
import type { Fact, FactBody } from '../../edge/domain/facts.ts';
import { anAccount } from './support/account.ts';

/** A queue of its own. This server has no way to send mail, so every attempt is one that failed. */
let queue: ReturnType<typeof env.DELIVERY.getByName>;
let account: string;

beforeEach(async () => {
  account = (await anAccount()).id;
  queue = env.DELIVERY.getByName(`delivery:${account}:mail`);
});

const fact = (id: string, body: FactBody): Fact => ({ id, subject: id, seq: 1, body });
const message = { kind: 'mail', to: 'a@b.example', subject: 'S', text: 'T', html: 'H' } as const;
const mail = (id: string): Fact =>
  fact(id, { type: 'delivery.send', delivery: { id, account, destination: 'mail', message } });
const ask = (control: DeliveryControl): Promise<unknown> =>
  queue.acceptFacts({
    facts: [fact(crypto.randomUUID(), { type: 'delivery.control', account, destination: 'mail', control })],
  });

/** Every message as `status` and the number of its attempts, once nothing is under way. */
async function settled(): Promise<Record<string, string>> {
  await runInDurableObject(queue, () => new Promise((resolve) => setTimeout(resolve, 0)));
  await runDurableObjectAlarm(queue);
  return runInDurableObject(queue, (_, { storage }) =>
    Object.fromEntries(
      storage.sql
        .exec<{ id: string; told: string }>(
          `SELECT id, status || ' ' || (SELECT count(*) FROM attempts WHERE delivery = id) AS told FROM queue`,
        )
        .toArray()
        .map(({ id, told }) => [id, told]),
    ),
  );
}

/** As if that much time had passed for all that waits. */
const age = (ms: number) =>
  runInDurableObject(queue, (_, { storage }) => {
    storage.sql.exec('UPDATE queue SET due_at = due_at - ?1, since = since - ?1', ms);
    storage.sql.exec("UPDATE timers SET due_at = due_at - ? WHERE kind = 'deliver'", ms);
  });

describe('a queue of messages', () => {
  it('takes a message once, however often it is owed, and keeps every attempt', async () => {
    const [accepted] = (await queue.acceptFacts({ facts: [mail('dlv_1')] })).accepted;
    expect(accepted).toBe('dlv_1');
    await queue.acceptFacts({ facts: [{ ...mail('dlv_1'), id: 'told again' }] });
    await expect.poll(settled).toEqual({ dlv_1: 'waiting 1' });
    await age(10_000);
    await expect.poll(settled).toEqual({ dlv_1: 'waiting 2' });
  });

  it('has more messages than ways out, and forgets none', async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `dlv_${i}`);
    await queue.acceptFacts({ facts: ids.map(mail) });
    await expect.poll(settled).toEqual(Object.fromEntries(ids.map((id) => [id, 'waiting 1'])));
  });

  it('sends nothing while it is paused, also after a restart, and goes on when it may', async () => {
    await queue.acceptFacts({ facts: [mail('dlv_1')] });
    await expect.poll(settled).toEqual({ dlv_1: 'waiting 1' });
    await ask({ kind: 'pause' });
    await queue.acceptFacts({ facts: [mail('dlv_2')] });
    await age(10_000);
    await evictDurableObject(queue);
    expect(await settled()).toEqual({ dlv_1: 'waiting 1', dlv_2: 'waiting 0' });
    await ask({ kind: 'resume' });
    await expect.poll(settled).toEqual({ dlv_1: 'waiting 2', dlv_2: 'waiting 1' });
  });

  it('gives up after five days, and starts anew when asked', async () => {
    await queue.acceptFacts({ facts: [mail('dlv_1')] });
    await expect.poll(settled).toEqual({ dlv_1: 'waiting 1' });
    await age(5 * 86_400_000);
    await expect.poll(settled).toEqual({ dlv_1: 'given_up 2' });
    await ask({ kind: 'replay', id: 'dlv_1' });
    await expect.poll(settled).toEqual({ dlv_1: 'waiting 3' });
    await ask({ kind: 'replay', id: 'dlv_unknown' });
    expect(await settled()).toEqual({ dlv_1: 'waiting 3' });
  });
});
