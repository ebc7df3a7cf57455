import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { aCampaign, aShop, type TestShop } from './account.ts';
import { settleDeliveries } from './deliveries.ts';
import { orderBody, post, swap } from './page.ts';
import { playOrder } from './telephones.ts';
import { anExchange, listCalls } from './telephony.ts';
import { aWebhook, FakeWorld, settleWebhooks } from './webhooks.ts';

/** A telephone of somebody who leaves it everywhere, with a name and an address of mail that nobody else has. */
export const CANARY = {
  phone: '+79167770042',
  digits: '79167770042',
  national: '8 (916) 777-00-42',
  name: 'Canarina Yellow',
  email: 'canary-42@people.test',
} as const;

export interface CanaryWorld {
  shop: TestShop;
  webhook: { id: string };
  world: FakeWorld;
  /** What nobody but the canary has left, as it is found in storage. */
  canaries: string[];
}

/** The canary orders a call and takes it, calls, leaves a contact, and is told of to a webhook and by mail. */
export async function orderAndCall(): Promise<CanaryWorld> {
  const world = new FakeWorld();
  const shop = await aShop();
  const { phone, name, email, national } = CANARY;
  await shop.admin('PATCH', `offices/${shop.office}`, {
    notifications: [{ email: 'a@b.example', on: 'all' }],
  });
  const events = ['call.started', 'call.ended', 'callback.created', 'callback.ended', 'lead.created'];
  const webhook = await aWebhook(shop, 'crm.example', { events });
  await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
  const page = {
    url: `https://shop.example/?call=${encodeURIComponent(phone)}`,
    referrer: '',
    title: 'Shop',
  };
  const visit = await swap(shop, `call=${encodeURIComponent(phone)}`);
  const comment = `Ask for me at ${national}`;
  const play = await playOrder(shop, { phone, name, comment, page, lease: visit.lease });
  await play.hand('manager', { type: 'answer' });
  await play.hand('manager', { type: 'digit', digit: '5' });
  await play.hand('visitor', { type: 'answer' });
  await play.hand('visitor', { type: 'hangup' });
  const { when: _, openedMs: __, ...body } = orderBody(shop, { phone, name, comment, page });
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const left = await post('/v1/leads', { ...body, email }, headers);
  if (left.status !== 202) throw new Error(await left.text());
  const exchange = await anExchange(shop);
  const call = { call: 'c1', number: visit.swaps[0]?.number ?? '', caller: phone };
  await exchange.tell('call.started', call);
  await exchange.tell('call.ended', { ...call, talkS: 5 });
  await listCalls(shop);
  await settle({ shop, webhook });
  return { shop, webhook, world, canaries: [CANARY.digits, name, email, '777-00-42'] };
}

/** Lets all that one object owes another arrive. */
export async function settle({ shop, webhook }: Pick<CanaryWorld, 'shop' | 'webhook'>): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
    await runDurableObjectAlarm(env.SIM.getByName(`sim:${shop.id}`));
    await settleDeliveries(shop);
    await settleWebhooks(shop, [webhook]);
  }
}
