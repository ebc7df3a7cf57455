import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { CallbackView } from '../../../shared/contract/callback.ts';
import type { SimulatedLeg, SimulatorGesture, SimulatorPicture } from '../../../shared/contract/simulator.ts';
import type { PublicSnapshot } from '../../../shared/contract/site-snapshot.ts';
import { callbackPath } from '../../../shared/paths.ts';
import { aShop, send, type TestShop } from '../support/account.ts';
import { order, postOrder } from '../support/page.ts';

const sim = (shop: TestShop) => env.SIM.getByName(`sim:${shop.id}`);

/** What the telephones show, after `gesture` if there is one. */
async function picture(shop: TestShop, gesture?: SimulatorGesture): Promise<SimulatedLeg[]> {
  const response = await sim(shop).fetch('http://sim/live', { headers: { upgrade: 'websocket' } });
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

/** An order of the shop's widget with both telephones in hand. */
async function playOrder(shop: TestShop) {
  const { id, token } = await order(shop);
  const status = async () =>
    (
      await (
        await send(callbackPath(id, token), { headers: { origin: 'https://shop.example' } })
      ).json<CallbackView>()
    ).status;
  const settle = async () => {
    for (let i = 0; i < 6; i++) {
      await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
      await runDurableObjectAlarm(sim(shop));
    }
  };
  const leg = async (party: 'manager' | 'visitor') =>
    (await picture(shop)).find((call) => call.party === party);
  const hand = async (
    party: 'manager' | 'visitor',
    gesture: { type: 'answer' } | { type: 'digit'; digit: string },
  ) => {
    await picture(shop, { ...gesture, leg: (await leg(party))?.id ?? '' });
    await settle();
  };
  await settle();
  return { status, leg, hand };
}

async function changeWidget(shop: TestShop, change: Record<string, unknown>): Promise<void> {
  const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
  await shop.admin('PATCH', `widgets/${items[0]?.id}`, change);
  // The account tells the widget's callbacks behind its answer.
  await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
}

describe('a widget', () => {
  it('without an office is shown to nobody and takes no order (S1-14)', async () => {
    const shop = await aShop();
    const shown = async () =>
      (await (await send(`/v1/sites/${shop.siteKey}`)).json<PublicSnapshot>()).widgets;
    expect(await shown()).toMatchObject([{ offices: [{ name: 'Showroom' }, { name: 'Service' }] }]);
    await changeWidget(shop, { offices: [] });
    expect(await shown()).toEqual([]);
    expect((await postOrder(shop)).status).toBe(400);
  });
});

describe('the manager', () => {
  it('is connected by the digit of the settings and by no other (S1-41)', async () => {
    const shop = await aShop();
    await changeWidget(shop, { scenario: { smartCall: { connect: '0' } } });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    for (const digit of ['5', '1', '*']) await call.hand('manager', { type: 'digit', digit });
    expect([await call.status(), await call.leg('visitor')]).toEqual(['manager_answered', undefined]);
    await call.hand('manager', { type: 'digit', digit: '0' });
    expect([await call.status(), await call.leg('visitor')]).toMatchObject([
      'ringing_visitor',
      { state: 'ringing' },
    ]);
    await call.hand('visitor', { type: 'answer' });
    const manager = await call.leg('manager');
    expect(await call.leg('visitor')).toMatchObject({ state: 'connected', peer: manager?.id });
  });

  it('hears the owner’s text before the digit and the other one after it (S1-55, S1-56)', async () => {
    const shop = await aShop();
    const ivr = { before: 'Заявка для офиса {{DEALER}}. {{IVR}}', after: 'Спасибо, соединяем' };
    await changeWidget(shop, { ivr });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    const before = 'Заявка для офиса Showroom. Чтобы соединиться с клиентом, нажмите 5';
    expect((await call.leg('manager'))?.said).toEqual([before]);
    await call.hand('manager', { type: 'digit', digit: '5' });
    expect((await call.leg('manager'))?.said).toEqual([before, 'Спасибо, соединяем']);
  });

  it('hears the built-in texts where the owner wrote none (S1-58)', async () => {
    const shop = await aShop();
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    await call.hand('manager', { type: 'digit', digit: '5' });
    const said = (await call.leg('manager'))?.said ?? [];
    expect(said).toEqual([
      'Звонок с Beresta Call me. Чтобы соединиться с клиентом, нажмите 5',
      'Ожидайте соединения с клиентом',
    ]);
    expect(said.join()).not.toMatch(/[{}]/);
  });
});

describe('an office with a SIP address in place of a phone', () => {
  it('is accepted and called there (S2-21)', async () => {
    const shop = await aShop();
    const office = await shop.admin<{ id: string }>('POST', 'offices', {
      name: 'Desk',
      sip: 'sip:desk@pbx.example',
    });
    expect(office).toMatchObject({ phone: null, sip: 'sip:desk@pbx.example' });
    await changeWidget(shop, { offices: [office.id] });
    const call = await playOrder(shop);
    expect(await call.leg('manager')).toMatchObject({ to: 'sip:desk@pbx.example', state: 'ringing' });
  });
});
