import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { aShop, type TestShop } from './support/account.ts';
import { listQueue } from './support/deliveries.ts';
import { countOf, from, HOUR, MINUTE, orderedAs, setOrders, settle, useOwnClock } from './support/guarded.ts';
import { aPhone } from './support/page.ts';
import { changeWidget } from './support/telephones.ts';

/** `npm run fault -- --storm` for the full size: 100,000 orders in an hour, and 5,000 sites. */
const ORDERS = Number(env.RINGLET_STORM);
const SITES = ORDERS / 20;
/** A shorter storm blows as hard, for a shorter time. */
const AT_ONCE = 20;
const EVERY_MS = HOUR / (100_000 / AT_ONCE);
const HONEST_EVERY_MS = HOUR / 20;
const DAY = 24 * HOUR;

const { pass } = useOwnClock();

describe(`a storm of ${ORDERS} orders (T-2)`, () => {
  it.each([
    ['what a widget may have in an hour', { perWidgetHour: 30 }, 30],
    ['what the account has money for', { callPrice: 500, spendPerDay: 10_400 }, 20],
  ])(
    'rings no more than %s; the account is told within a minute, and honest orders are kept',
    { timeout: 60_000 + ORDERS * 20 },
    async (_, orders, most) => {
      const shop = await aShop();
      await setOrders(shop, orders);
      const notifications = [{ email: 'desk@shop.example', on: 'failure' }];
      await shop.admin('PATCH', `offices/${shop.office}`, { notifications });
      await changeWidget(shop, { scenario: { maxAtOnce: 50, retries: { afterMin: [] } } });
      const startedAt = Date.now();
      const [storm, honest]: [string[], string[]] = [[], []];
      for (let [passedMs, stepMs] = [0, 0]; passedMs < HOUR; passedMs += stepMs) {
        const left = ORDERS - storm.length;
        const wave = Array.from({ length: Math.min(AT_ONCE, left) }, (_, i) => aForgery(storm.length + i));
        storm.push(...(await Promise.all(wave.map(([body, sender]) => orderedAs(shop, body, sender)))));
        if (passedMs >= honest.length * HONEST_EVERY_MS)
          honest.push(await orderedAs(shop, { phone: aPhone() }));
        // Once it is over, minute by minute.
        stepMs = left > 0 ? EVERY_MS : MINUTE;
        pass(stepMs);
        if (Math.floor(passedMs / MINUTE) < Math.floor((passedMs + stepMs) / MINUTE)) await settle(shop);
      }
      const rung = await countRung(shop);
      const alerts = await shop.admin<{ items: { occurredAt: string }[] }>(
        'GET',
        'events?type=callback.alert',
      );
      const toldAfterMs = Date.parse(alerts.items[0]?.occurredAt ?? '') - startedAt;
      const mails = (await listQueue(shop)).filter(({ subject }) => subject.startsWith('Подтвердите'));
      const kept = honest.filter((one) => one === 'due' || one === 'needs_confirmation');
      console.log(
        `${storm.length} orders: ${rung} callbacks rang, ${countOf(storm, 'needs_confirmation')} wait for a word, ` +
          `${countOf(storm, '429 caps')} refused; told after ${toldAfterMs / 1000} s; of ${honest.length} honest ones ` +
          `${kept.length} kept, ${countOf(honest, 'due')} of them called at once`,
      );
      expect(rung).toBeGreaterThan(most * 0.9);
      expect(rung).toBeLessThanOrEqual(most);
      expect([alerts.items.length, toldAfterMs <= MINUTE, mails.length]).toEqual([1, true, 10]);
      expect(honest).toHaveLength(20);
      expect(kept.length).toBeGreaterThanOrEqual(honest.length * 0.9);
    },
  );
});

describe(`one telephone that is ordered from ${SITES} sites (T-3)`, () => {
  it('is called three times in ten minutes and five a day at most, by all accounts together', {
    timeout: 60_000 + ORDERS * 20,
  }, async () => {
    const sites = await someSites();
    const phone = aPhone();
    const taken: number[] = [];
    const outcomes: string[] = [];
    for (const site of sites) {
      const outcome = await orderedAs(site, { phone });
      outcomes.push(outcome);
      if (outcome === 'due') taken.push(Date.now());
      pass(DAY / 5_000);
    }
    const most = Math.max(
      ...taken.map((at) => taken.filter((one) => one > at - 10 * MINUTE && one <= at).length),
    );
    const refused = countOf(outcomes, '429 caps');
    console.log(
      `${sites.length} sites: ${taken.length} orders taken, ${most} in ten minutes, ${refused} refused`,
    );
    expect([taken.length, most, refused]).toEqual([5, 3, sites.length - 5]);
    // Whoever asks not to be called is not, from the next order on.
    pass(DAY);
    const [one, other] = [sites[0], sites.at(-1)] as [TestShop, TestShop];
    await one.admin('POST', 'exclusions', { address: phone });
    expect([await orderedAs(one, { phone }), await orderedAs(other, { phone })]).toEqual([
      '403 blocked',
      'due',
    ]);
  });
});

/** One of the range's 100,000 numbers that nobody called before, from one of the botnet's blocks of addresses. */
function aForgery(n: number): [Record<string, unknown>, Record<string, string>] {
  const phone = `+791755${String((n * 7_919) % 100_000).padStart(5, '0')}`;
  const block = Math.floor(n / 2) % (ORDERS / 10);
  const address =
    n % 2 === 0
      ? `91.${block >> 8}.${block & 255}.${n % 250}`
      : `2a02:6b8:${block.toString(16)}:1::${(n % 65_536).toString(16)}`;
  return [{ phone }, from(address)];
}

/** Callbacks for which a telephone of the shop's provider has rung. */
function countRung(shop: TestShop): Promise<number> {
  return runInDurableObject(env.SIM.getByName(`sim:${shop.id}`), (_, { storage }) => {
    const legs = storage.sql.exec<{ id: string }>('SELECT id FROM legs').toArray();
    return new Set(legs.map(({ id }) => id.split(':')[0])).size;
  });
}

/** Sites with a widget each, of an account for every fifty. */
async function someSites(): Promise<TestShop[]> {
  const sites: TestShop[] = [];
  let shop = await aShop();
  for (let i = 0; i < SITES; i++) {
    if (i % 50 === 49) shop = await aShop();
    const site = await shop.admin<{ id: string; key: string }>('POST', 'sites', {
      name: `Shop ${i}`,
      hosts: ['shop.example'],
    });
    const widget = await shop.admin<{ hash: string }>('POST', 'widgets', {
      name: 'Call me',
      site: site.id,
      offices: [shop.office],
    });
    sites.push({ ...shop, site: site.id, siteKey: site.key, widget: widget.hash });
  }
  return sites;
}
