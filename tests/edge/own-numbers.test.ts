import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../edge/domain/call-event.ts';
import type { Audit } from '../../shared/contract/admin/audit.ts';
import { aShop, type TestShop } from './support/account.ts';

const OWN = '+74957770000';

/** As the simulator tells of a call: a fact of its outbox. */
async function callTo(shop: TestShop, number: string): Promise<void> {
  const call = crypto.randomUUID();
  const event: CallEvent = { call, number, caller: '+79161234567', at: Date.now(), kind: 'started' };
  const fact = { id: `${call}:started`, subject: call, seq: 1, body: { type: 'call.event', event } as const };
  await env.ACCOUNT.getByName(`account:${shop.id}`).acceptFacts({ facts: [fact] });
}

const statusOf = async (shop: TestShop, id: string) =>
  (await shop.admin<{ status: string }>('GET', `numbers/${id}`)).status;

describe('a number of one’s own', () => {
  it('is not connected until the first call to it comes in, and then it is active (S2-7, S2-8)', async () => {
    const shop = await aShop();
    const made = await shop.admin<{ id: string; status: string }>('POST', 'numbers', { e164: OWN });
    expect(made.status).toBe('not_connected');
    await callTo(shop, '+74951000001');
    expect(await statusOf(shop, made.id)).toBe('not_connected');
    await callTo(shop, OWN);
    expect(await statusOf(shop, made.id)).toBe('active');
    const { items } = await shop.admin<{ items: Audit[] }>('GET', `audit?entity=${made.id}&action=update`);
    expect(items).toMatchObject([{ actorKind: 'system', actorName: 'first call', action: 'update' }]);
  });

  it('that was disabled stays so, whoever calls', async () => {
    const shop = await aShop();
    const body = { e164: OWN, status: 'disabled' };
    const { id } = await shop.admin<{ id: string }>('POST', 'numbers', body);
    await callTo(shop, OWN);
    expect(await statusOf(shop, id)).toBe('disabled');
  });

  it('is said to be connected by whoever settled it with the operator', async () => {
    const shop = await aShop();
    const { id } = await shop.admin<{ id: string }>('POST', 'numbers', { e164: OWN });
    await shop.admin('PATCH', `numbers/${id}`, { status: 'active' });
    expect(await statusOf(shop, id)).toBe('active');
  });
});
