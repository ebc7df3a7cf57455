import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeTwilio } from '../fakes/fake-twilio.ts';
import { type Fault, FaultPlan } from '../fakes/faults.ts';
import { type ServedHandler, serveHandler } from '../fakes/serve-handler.ts';
import { isOver, type TwilioCall } from '../fakes/twilio-call.ts';
import { askAdmin } from '../support/admin-client.ts';
import { aCallingShop, type CallingShop } from '../support/calling-shop.ts';
import { liftOrderCaps } from '../support/leased-numbers.ts';
import { orderUnderKills, tellEnds } from '../support/orders-under-kills.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const KILLS = Number(process.env.RINGLET_KILLS ?? 5);
/** A lost dial is looked up after a minute, and a short run does not wait for that. */
const IS_LONG = KILLS >= 20;
const WIDGETS = 6;
const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
const TOKEN = 'fedcba9876543210fedcba9876543210';
const FROM = '+74950009000';

/** What was done without a word of it; a call that was made tells of itself. */
const UNHEARD: Fault[] = [{ kind: 'cut' }, { kind: 'html' }];
const CLOSED: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '1' } };
/** Not done, which nobody knows. */
const FAULTS: Fault[] = [...UNHEARD, CLOSED, ...(IS_LONG ? [{ kind: 'status', status: 500 } as const] : [])];

describe(`orders through Twilio, whose server is killed ${KILLS} times`, () => {
  const faults = new FaultPlan();
  let twilio: FakeTwilio;
  let served: ServedHandler;
  let server: TestServer;
  let shop: CallingShop;
  /** Status callbacks that nobody took: Twilio tells once. */
  let lost = 0;

  beforeAll(async () => {
    const options = { accountSid: ACCOUNT, authToken: TOKEN, faults, now: () => Date.now() };
    twilio = new FakeTwilio({ ...options, send: (request) => fetch(request) });
    twilio.callbacks = (send) =>
      send().catch(() => {
        lost += 1;
      });
    served = await serveHandler((request) => twilio.handle(request));
    const env = { RINGLET_LOCAL_TARGETS: served.host, RINGLET_TWILIO_API: `http://${served.host}` };
    server = await startTestServer({ env });
    await liftOrderCaps(server);
    shop = await aCallingShop(server, { provider: 'twilio', secret: TOKEN, accountSid: ACCOUNT, from: FROM });
  });
  afterAll(async () => {
    await served?.close();
    await server?.close();
  });

  it(
    'are all called and none of them twice, while Twilio fails in its own ways',
    async () => {
      const managers = Array.from({ length: WIDGETS }, (_, i) => `+7495000404${i}`);
      const widgets = await Promise.all(managers.map(aWidgetFor));
      const busy = new Set<TwilioCall>();
      const pressed = new Set<TwilioCall>();
      let planned = 0;

      /** Whoever asks Twilio to play a document that it cannot get hears an apology, and the call is over. */
      async function hand(call: TwilioCall, gesture: () => Promise<void>): Promise<void> {
        busy.add(call);
        await gesture().catch(() => twilio.end(call, 'completed'));
        busy.delete(call);
      }
      function play(call: TwilioCall): void {
        const isManager = managers.includes(call.to);
        if (call.status !== 'in-progress') {
          if (Math.random() < 0.2) {
            const isBusy = Math.random() < 0.1;
            void hand(call, () => (isBusy ? twilio.end(call, 'busy') : twilio.answer(call)));
          }
        } else if (isManager && call.gather && !pressed.has(call)) {
          pressed.add(call);
          void hand(call, () => twilio.press(call, '5'));
        } else if (!isManager && call.room !== null && Math.random() < 0.2) {
          void hand(call, () => twilio.end(call, 'completed'));
        }
      }
      const history = await orderUnderKills({
        server,
        widgets,
        kills: KILLS,
        patienceMs: IS_LONG ? 200_000 : 20_000,
        async act(isOrdering) {
          await twilio.endOverdue();
          if (isOrdering && Math.random() < 0.05) {
            planned += 1;
            faults.next(Math.random() < 0.7 ? 'dial' : 'change', pick(FAULTS));
          }
          for (const call of twilio.calls) if (!isOver(call) && !busy.has(call)) play(call);
        },
      });
      const legs = new Map<string, number>();
      for (const call of twilio.calls) legs.set(legOf(call), (legs.get(legOf(call)) ?? 0) + 1);
      const doubles = [...legs].filter(([, count]) => count > 1);
      console.log(
        `${KILLS} kills: ${tellEnds(history)}; ${legs.size} telephones rung, ${doubles.length} of them twice, ` +
          `${planned} faults of Twilio, ${lost} of its messages lost`,
      );

      const { acknowledged, ends, open } = history;
      expect(doubles).toEqual([]);
      // Whoever waits for a lost dial to be looked up stands where it was: that takes a minute. That a talk is over
      // which told a dead server so is found out within half a minute.
      const inTime = ['ringing_manager', 'manager_answered', 'ringing_visitor', 'talking'];
      const mayStand = IS_LONG ? [] : inTime;
      expect([...open.values()].filter((status) => !mayStand.includes(status))).toEqual([]);
      const called = new Set([...legs.keys()].map((leg) => leg.split(':')[0]));
      const waiting = acknowledged.filter((id) => !called.has(id) && !ends.has(id));
      if (IS_LONG) expect(waiting).toEqual([]);
      // The load must have been able to find a fault; how many get through is a matter of the machine.
      expect(acknowledged.length).toBeGreaterThan(KILLS * 3);
      expect([...ends.values()].filter((end) => end === 'completed').length).toBeGreaterThan(
        acknowledged.length / 10,
      );
    },
    300_000 + KILLS * 10_000,
  );

  /** A widget with an office of its own: calls of another one to the same number cannot be told from its own. */
  async function aWidgetFor(phone: string): Promise<string> {
    const scenario = { ringS: 15, promptRepeats: 2, maxAtOnce: 50, successS: 1 };
    const hash = await shop.aWidget(scenario);
    const { id: office } = await shop.admin<{ id: string }>('POST', 'offices', { name: phone, phone });
    const { items } = await shop.admin<{ items: { id: string; hash: string }[] }>('GET', 'widgets?limit=100');
    const widget = items.find((one) => one.hash === hash)?.id ?? '';
    await askAdmin(server, 'PATCH', `widgets/${widget}`, { offices: [office] });
    return hash;
  }
});

/** `cb_…:1:manager0`: what it was dialled for. */
function legOf({ statusCallback }: TwilioCall): string {
  const query = new URL(statusCallback).searchParams;
  return ['cb', 'attempt', 'leg'].map((name) => query.get(name)).join(':');
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}
