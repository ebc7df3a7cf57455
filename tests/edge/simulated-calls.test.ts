import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import {
  BEARER_PROTOCOL_PREFIX,
  SIMULATOR_PROTOCOL,
  type SimulatedLeg,
  type SimulatorGesture,
  type SimulatorPicture,
  simulatorLivePath,
} from '../../shared/contract/simulator.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';
import { listCalls } from './support/telephony.ts';

const CALLER = '+79161234567';
const OFFICE = '+74950001010';

const simOf = (shop: TestShop) => env.SIM.getByName(`sim:${shop.id}`);

/** The telephones page of the shop: sends a gesture and answers with the picture that follows it. */
async function openPhones(shop: TestShop) {
  const response = await send(simulatorLivePath(shop.id), {
    headers: {
      upgrade: 'websocket',
      'sec-websocket-protocol': `${SIMULATOR_PROTOCOL}, ${BEARER_PROTOCOL_PREFIX}${shop.token}`,
    },
  });
  const socket = response.webSocket as WebSocket;
  let take: (calls: SimulatedLeg[]) => void = () => {};
  const next = () => new Promise<SimulatedLeg[]>((resolve) => (take = resolve));
  const greeting = next();
  socket.addEventListener('message', ({ data }) =>
    take((JSON.parse(String(data)) as SimulatorPicture).calls),
  );
  socket.accept();
  await greeting;
  return async (gesture: SimulatorGesture) => {
    const picture = next();
    socket.send(JSON.stringify(gesture));
    return legsOf(await picture);
  };
}

function legsOf(calls: SimulatedLeg[]) {
  const of = (isCaller: boolean) => calls.filter((leg) => leg.isCaller === isCaller).at(-1);
  return { caller: of(true), office: of(false) };
}

describe('a call that a simulated telephone dials', () => {
  it('rings the office of the number, connects both, and ends as a call with a verdict', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { source: 'yandex', numbers: ['+74951000001', '+74951000002'] });
    const ann = await swap(shop, 'utm_source=yandex');
    const number = ann.swaps[0]?.number ?? '';
    const phones = await openPhones(shop);
    const dialled = await phones({ type: 'call', from: CALLER, to: number });
    expect(dialled.caller).toMatchObject({ to: CALLER, from: number, state: 'calling' });
    expect(dialled.office).toMatchObject({ to: OFFICE, from: CALLER, state: 'ringing', party: 'manager' });
    const talking = await phones({ type: 'answer', leg: dialled.office?.id ?? '' });
    expect(talking).toMatchObject({
      caller: { state: 'connected', peer: dialled.office?.id },
      office: { state: 'connected', peer: dialled.caller?.id },
    });
    const pressed = await phones({ type: 'digit', leg: dialled.office?.id ?? '', digit: '5' });
    expect(pressed.office?.turns).toEqual([{ by: 'key', text: '5' }]);
    const ended = await phones({ type: 'hangup', leg: dialled.caller?.id ?? '' });
    expect(ended).toMatchObject({
      caller: { state: 'ended', endedBy: 'here' },
      office: { state: 'ended', endedBy: 'there' },
    });
    await settle(shop);
    expect(await listCalls(shop)).toMatchObject([
      {
        provider: 'simulator',
        integration: null,
        verdict: 'exact',
        status: 'completed',
        campaign,
        office: shop.office,
        visitor: ann.visitor,
        number,
        caller: CALLER,
      },
    ]);
  });

  it.each([
    ['the office declines', 'office', 'decline', 'busy'],
    ['the caller gives up', 'caller', 'hangup', 'cancelled'],
  ] as const)('ends both legs when %s', async (_, side, type, status) => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: ['+74951000001'] });
    const phones = await openPhones(shop);
    const dialled = await phones({ type: 'call', from: CALLER, to: '+74951000001' });
    const ended = await phones({ type, leg: dialled[side]?.id ?? '' });
    expect(ended).toMatchObject({ caller: { state: 'ended' }, office: { state: 'ended' } });
    await settle(shop);
    expect(await listCalls(shop)).toMatchObject([{ verdict: 'static', status, talkS: null }]);
  });

  it('rings out when nobody picks up, also after an eviction', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: ['+74951000001'] });
    const phones = await openPhones(shop);
    await phones({ type: 'call', from: CALLER, to: '+74951000001' });
    await runInDurableObject(simOf(shop), (_, { storage }) => {
      storage.sql.exec("UPDATE timers SET due_at = 1 WHERE kind = 'ring'");
    });
    await evictDurableObject(simOf(shop));
    await settle(shop);
    expect(await listCalls(shop)).toMatchObject([{ status: 'no_answer' }]);
  });

  it('is busy while the office talks, reaches nothing by a strange number, and is lost in neither case', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: ['+74951000001'] });
    const phones = await openPhones(shop);
    await phones({ type: 'call', from: CALLER, to: '+74951000001' });
    const busy = await phones({ type: 'call', from: '+79160000001', to: '+74951000001' });
    expect(busy.caller).toMatchObject({ to: '+79160000001', state: 'ended', endedBy: 'busy' });
    const nowhere = await phones({ type: 'call', from: '+79160000002', to: '+74999999999' });
    expect(nowhere.caller).toMatchObject({ to: '+79160000002', state: 'ended', endedBy: 'unreachable' });
    // A telephone that is calling cannot dial once more.
    await phones({ type: 'call', from: CALLER, to: '+74951000001' });
    await settle(shop);
    const calls = await listCalls(shop);
    const seen = calls.map(({ caller, status, verdict }) => [caller, status, verdict]);
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        [CALLER, 'ringing', 'static'],
        ['+79160000001', 'busy', 'static'],
        ['+79160000002', 'failed', 'none'],
      ]),
    );
  });

  it('still reaches the office of a number whose campaign is over', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: ['+74951000001'], office: shop.otherOffice });
    await shop.admin('POST', `campaigns/${campaign}/archive`);
    const phones = await openPhones(shop);
    const { office } = await phones({ type: 'call', from: CALLER, to: '+74951000001' });
    expect(office).toMatchObject({ to: '+74950002020', state: 'ringing' });
  });
});

/** Runs the alarms of the telephones until all events have reached the account. */
async function settle(shop: TestShop): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await runDurableObjectAlarm(simOf(shop));
    const owed = await runInDurableObject(simOf(shop), (_, { storage }) =>
      storage.sql.exec('SELECT 1 FROM outbox').toArray(),
    );
    if (owed.length === 0) return;
  }
  throw new Error('the account does not take the events');
}
