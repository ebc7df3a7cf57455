import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakePbx, type PbxPhone } from '../fakes/fake-pbx.ts';
import type { Fault } from '../fakes/faults.ts';
import { aCallingShop, type CallingShop } from '../support/calling-shop.ts';
import { liftOrderCaps } from '../support/leased-numbers.ts';
import { orderUnderKills, tellEnds } from '../support/orders-under-kills.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const KILLS = Number(process.env.RINGLET_KILLS ?? 5);
const WIDGETS = 4;

const FAULTS: Fault[] = [
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'status', status: 500 },
  { kind: 'cut' },
  { kind: 'html' },
];
const COMMANDS = ['leg.dial', 'leg.dial', 'leg.prompt', 'leg.bridge', 'leg.hangup'];

describe(`orders through one’s own exchange, whose server is killed ${KILLS} times`, () => {
  let server: TestServer;
  let pbx: FakePbx;
  let shop: CallingShop;

  beforeAll(async () => {
    pbx = new FakePbx();
    await pbx.start(() => shop.integration.secret);
    server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: pbx.host } });
    await liftOrderCaps(server);
    shop = await aCallingShop(server, { provider: 'webhook', url: `http://${pbx.host}/` });
  });
  afterAll(async () => {
    await pbx?.close();
    await server?.close();
  });

  it(
    'are all called and none of them twice, while the exchange fails in its own ways',
    async () => {
      const scenario = { ringS: 20, promptRepeats: 2, maxAtOnce: 50, successS: 1 };
      const widgets = await Promise.all(Array.from({ length: WIDGETS }, () => shop.aWidget(scenario)));
      const pressed = new Set<string>();
      let faults = 0;
      let lost = 0;
      pbx.events = (send) =>
        send().catch((error: unknown) => {
          lost += 1;
          throw error;
        });

      /** People pick up, press, talk and hang up; one in ten is busy. */
      function playPhone(phone: PbxPhone): void {
        if (phone.state === 'ringing' && Math.random() < 0.3) {
          if (Math.random() < 0.1) pbx.end(phone, 'busy');
          else pbx.answer(phone);
        } else if (phone.state === 'answered' && phone.party === 'manager' && phone.said.length > 0) {
          if (pressed.has(phone.leg)) return;
          pressed.add(phone.leg);
          pbx.press(phone, '5');
        } else if (phone.state === 'talking' && phone.party === 'visitor' && Math.random() < 0.2) {
          pbx.end(phone, 'hangup');
        }
      }
      const history = await orderUnderKills({
        server,
        widgets,
        kills: KILLS,
        patienceMs: 90_000,
        async act() {
          if (Math.random() < 0.1) {
            faults += 1;
            pbx.faults.next(pick(COMMANDS), pick(FAULTS));
          }
          for (const phone of pbx.phones.values()) if (phone.state !== 'ended') playPhone(phone);
        },
      });
      const phones = [...pbx.phones.values()];
      const doubles = phones.filter(({ rings }) => rings > 1);
      const repeated = pbx.commands.length - new Set(pbx.commands.map(({ id }) => id)).size;
      console.log(
        `${KILLS} kills: ${tellEnds(history)}; ${phones.length} telephones rung, ${doubles.length} of them twice, ` +
          `${faults} faults of the gateway, ${repeated} commands sent again, ${lost} of its messages lost`,
      );

      const { acknowledged, ends, open } = history;
      expect(doubles).toEqual([]);
      // The gateway gives an event up in the end: of a talk whose end was never heard of an hour is the limit.
      expect([...open.values()].filter((status) => status !== 'talking')).toEqual([]);
      expect(open.size).toBeLessThanOrEqual(lost);
      const called = new Set(phones.map(({ leg }) => leg.split(':')[0]));
      expect(acknowledged.filter((id) => !called.has(id))).toEqual([]);
      // The load must have been able to find a fault; how many get through is a matter of the machine.
      expect(acknowledged.length).toBeGreaterThan(KILLS * 3);
      expect([...ends.values()].filter((end) => end === 'completed').length).toBeGreaterThan(
        acknowledged.length / 10,
      );
      expect(repeated).toBeGreaterThan(0);
    },
    150_000 + KILLS * 10_000,
  );
});

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}
