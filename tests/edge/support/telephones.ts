import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { CallbackView } from '../../../shared/contract/callback.ts';
import type { SimulatedLeg, SimulatorGesture, SimulatorPicture } from '../../../shared/contract/simulator.ts';
import { callbackPath } from '../../../shared/paths.ts';
import { send, type TestShop } from './account.ts';
import { order } from './page.ts';

const sim = (shop: TestShop) => env.SIM.getByName(`sim:${shop.id}`);

/** What the telephones show, after `gesture` if there is one. */
async function picture(shop: TestShop, gesture?: SimulatorGesture): Promise<SimulatedLeg[]> {
  const response = await sim(shop).fetch(`http://sim/live?account=${shop.id}`, {
    headers: { upgrade: 'websocket' },
  });
  const socket = response.webSocket as WebSocket;
  socket.accept();
  let pictures = 0;
  const calls = await new Promise<SimulatedLeg[]>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      pictures += 1;
      // The first picture is the greeting, the second the answer to the gesture.
      if (gesture && pictures === 1) socket.send(JSON.stringify(gesture));
      else resolve((JSON.parse(String(data)) as SimulatorPicture).calls);
    });
  });
  socket.close();
  return calls;
}

/** An order of the shop's widget, followed by its visitor, with the telephones of both sides in hand. */
export async function playOrder(shop: TestShop, changes: Parameters<typeof order>[1] = {}) {
  const { id, token } = await order(shop, changes);
  const view = async () =>
    (
      await send(callbackPath(id, token), { headers: { origin: 'https://shop.example' } })
    ).json<CallbackView>();
  const settle = async () => {
    for (let i = 0; i < 6; i++) {
      await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
      await runDurableObjectAlarm(sim(shop));
    }
  };
  /** The leg of that side that rings or talks, or else one that has ended. */
  const leg = async (party: 'manager' | 'visitor') => {
    const legs = (await picture(shop)).filter((call) => call.id.startsWith(id) && call.party === party);
    return legs.find(({ state }) => state !== 'ended') ?? legs[0];
  };
  const hand = async (party: 'manager' | 'visitor', gesture: Hand) => {
    await picture(shop, { ...gesture, leg: (await leg(party))?.id ?? '' });
    await settle();
  };
  /** From the telephones page of the shop, or of another account. */
  const hurry = async (at: TestShop = shop) => {
    await picture(at, { type: 'hurry', callback: id, widget: shop.widget });
    await settle();
  };
  await settle();
  return { id, view, status: async () => (await view()).status, leg, hand, hurry, settle };
}

type Hand =
  | { type: 'answer' | 'decline' | 'hangup' }
  | { type: 'digit'; digit: string }
  | { type: 'say'; text: string };

/** Changes the shop's widget, and waits until its callbacks know. */
export async function changeWidget(shop: TestShop, change: Record<string, unknown>): Promise<void> {
  const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
  await shop.admin('PATCH', `widgets/${items[0]?.id}`, change);
  // The account tells the widget's callbacks behind its answer.
  await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
}

/** Lets the shop's widget ring real telephones, behind a gateway that takes every command. */
export async function callByGateway(shop: TestShop): Promise<void> {
  const gateway = { name: 'PBX', provider: 'webhook', url: 'https://pbx.shop.example/ringlet' };
  const { id } = await shop.admin<{ id: string }>('POST', 'integrations', gateway);
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status: 204 }));
  await changeWidget(shop, { provider: 'webhook', integration: id });
}
