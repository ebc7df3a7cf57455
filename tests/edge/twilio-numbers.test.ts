import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import { FakeTwilioNumbers } from '../fakes/fake-twilio-numbers.ts';
import { type Fault, FaultPlan } from '../fakes/faults.ts';
import type { Business } from './support/admin.ts';
import { aBuyer, buy, offersOf, standing } from './support/market.ts';

const ACCOUNT = {
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  authToken: 'fedcba9876543210fedcba9876543210',
};
const STOCK = ['+12138064159', '+12138064157', '+12137777777'];
const codeOf = ({ body }: { body: { type: string } }) => body.type.split('/').at(-1);

interface Seller {
  business: Business;
  integration: string;
  twilio: FakeTwilioNumbers;
  faults: FaultPlan;
  /** Whatever the account has to do comes to its end. */
  pass(hours?: number): Promise<void>;
}

/** An account whose Twilio stands in the place of the outside world. */
async function aSeller(amount = 1_000_000): Promise<Seller> {
  const faults = new FaultPlan();
  const twilio = new FakeTwilioNumbers({ ...ACCOUNT, faults, stock: STOCK });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).host !== 'api.twilio.com') throw new Error(`nobody is at ${request.url}`);
    return twilio.handle(request);
  });
  const business = await aBuyer(amount);
  const { accountSid, authToken: secret } = ACCOUNT;
  const { id } = await business.make('integrations', { name: 'T', provider: 'twilio', secret, accountSid });
  return {
    business,
    integration: id,
    twilio,
    faults,
    async pass(hours = 0) {
      vi.setSystemTime(Date.now() + 60_000 + hours * 3_600_000);
      const account = env.ACCOUNT.getByName(`account:${business.account}`);
      for (let i = 0; i < 3; i++) await runDurableObjectAlarm(account);
    },
  };
}

/** Charged for what it has, has what it was charged for, and Twilio sold no number twice. */
async function expectWhole({ business, twilio }: Seller, owned: readonly string[]) {
  const now = await standing(business);
  expect(now).toMatchObject({ held: 0, owned: [...owned].sort(), charged: now.worth });
  expect(twilio.owned.map(({ e164 }) => e164).sort()).toEqual([...owned].sort());
  expect(new Set(twilio.sold).size).toBe(twilio.sold.length);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('numbers of Twilio', () => {
  it('are searched by its own search, at the operator’s prices', async () => {
    const { business, integration } = await aSeller();
    const offers = await offersOf(business, `integration=${integration}&region=US&contains=80641`);
    expect(offers).toEqual([
      expect.objectContaining({ e164: STOCK[0], region: 'US Beverly Hills', price: 115, operator: 'Twilio' }),
      expect.objectContaining({ e164: STOCK[1] }),
    ]);
    const [gold] = await offersOf(business, `integration=${integration}&beauty=gold`);
    expect(gold).toMatchObject({ e164: STOCK[2], price: 1150 });
    expect(await offersOf(business, `integration=${integration}&region=DE`)).toEqual([]);
    const { body } = await business.ask('GET', `numbers/regions?integration=${integration}`);
    expect(body.items).toEqual([{ code: 'US', name: 'United States', kind: 'bought', from: 115 }]);
  });

  it('tell that Twilio does not answer, and take no integration that cannot sell', async () => {
    const { business, integration, faults } = await aSeller();
    faults.next('search', { kind: 'status', status: 500 });
    expect((await business.ask('GET', `numbers/stock?integration=${integration}`)).status).toBe(503);
    const { id } = await business.make('integrations', { name: 'PBX', provider: 'webhook' });
    const wrong = await business.ask('GET', `numbers/stock?integration=${id}`);
    expect(wrong.body.errors[0].code).toBe('not_for_sale');
    expect((await buy(business, [STOCK[0] ?? ''], { integration: id })).status).toBe(400);
  });

  it('are bought with the addresses that bring their calls here', async () => {
    const seller = await aSeller();
    const bought = await buy(seller.business, STOCK.slice(0, 2), { integration: seller.integration });
    expect([bought.status, bought.body.total]).toEqual([201, 230]);
    await expectWhole(seller, STOCK.slice(0, 2));
    const { body } = await seller.business.ask('GET', `integrations/${seller.integration}`);
    const [number] = seller.twilio.owned;
    expect(number).toMatchObject({
      voiceUrl: `http://127.0.0.1:8787/v1/telephony/twilio/${body.key}/answer`,
      friendlyName: `ringlet ${bought.body.id}`,
    });
    expect((await seller.business.ask('DELETE', `integrations/${seller.integration}`)).status).toBe(409);
    await seller.business.ask('DELETE', `numbers/${bought.body.numbers[0].number}`);
    await seller.pass();
    expect(seller.twilio.owned.map(({ e164 }) => e164)).toEqual([STOCK[1]]);
  });

  it('are all or none: one that is gone gives back those that were bought before it', async () => {
    const seller = await aSeller();
    seller.twilio.sellElsewhere(STOCK[1] ?? '');
    const late = await buy(seller.business, STOCK, { integration: seller.integration });
    expect([late.status, codeOf(late), late.body.errors[0].path]).toEqual([409, 'number_sold', 'numbers.1']);
    await seller.pass();
    await expectWhole(seller, []);
  });

  it('that Twilio refuses are 409, and nothing is charged', async () => {
    const seller = await aSeller();
    seller.faults.next('buy', { kind: 'status', status: 400, body: '{"code":21649,"message":"bundle"}' });
    const refused = await buy(seller.business, STOCK.slice(0, 1), { integration: seller.integration });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'conflict']);
    await seller.pass();
    await expectWhole(seller, []);
  });
});

const LOST: [string, Fault, Fault[]][] = [
  ['is done and cut off before the answer', { kind: 'cut' }, []],
  ['is answered by somebody in between', { kind: 'html' }, []],
  ['is not done, with 500', { kind: 'status', status: 500 }, []],
  ['never arrives', { kind: 'hang' }, []],
  ['comes too often', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, []],
  ['is done and cut off, and the look-up fails as well', { kind: 'cut' }, [{ kind: 'status', status: 503 }]],
];

describe('a purchase whose request', () => {
  it.each(LOST)('%s is set aside, looked up, and done once', async (_, fault, ofLookUp) => {
    const seller = await aSeller();
    seller.faults.next('buy', fault);
    seller.faults.next('lookup', ...ofLookUp);
    const open = await buy(seller.business, STOCK.slice(0, 2), { integration: seller.integration, key: 'k' });
    expect([open.status, open.body.status]).toEqual([201, 'ordered']);
    expect(await standing(seller.business)).toMatchObject({ charged: 0, owned: [], held: 230 });
    const taken = await seller.business.ask('POST', 'numbers', { body: { e164: STOCK[0] } });
    expect(taken.status).toBe(409);
    await seller.pass();
    await seller.pass();
    await expectWhole(seller, STOCK.slice(0, 2));
    const again = await buy(seller.business, STOCK.slice(0, 2), {
      integration: seller.integration,
      key: 'k',
    });
    expect([again.status, again.body.id, again.body.status]).toEqual([201, open.body.id, 'bought']);
    await expectWhole(seller, STOCK.slice(0, 2));
  });

  it('is asked for again by the buyer comes to its end at once', async () => {
    const seller = await aSeller();
    seller.faults.next('buy', { kind: 'cut' });
    const order = () => buy(seller.business, [STOCK[0] ?? ''], { integration: seller.integration, key: 'k' });
    expect((await order()).body.status).toBe('ordered');
    expect((await order()).body.status).toBe('bought');
    await expectWhole(seller, [STOCK[0] ?? '']);
  });

  it('stays without an answer for a day has failed, and gives back what it finds', async () => {
    const seller = await aSeller();
    seller.faults.next('buy', { kind: 'cut' });
    await buy(seller.business, [STOCK[0] ?? ''], { integration: seller.integration });
    seller.faults.next('lookup', { kind: 'status', status: 500 });
    await seller.pass(25);
    await seller.pass();
    await expectWhole(seller, []);
    const { body } = await seller.business.ask('GET', 'numbers/purchases');
    expect(body.items[0]).toMatchObject({ status: 'failed', reason: 'refused' });
  });

  it('does not spend money that another one has set aside', async () => {
    const seller = await aSeller(200);
    seller.faults.next('buy', { kind: 'hang' });
    await buy(seller.business, [STOCK[0] ?? ''], { integration: seller.integration });
    const second = await buy(seller.business, [STOCK[1] ?? ''], { integration: seller.integration });
    expect([second.status, codeOf(second)]).toEqual([402, 'funds']);
    await seller.pass();
    await expectWhole(seller, [STOCK[0] ?? '']);
  });
});

describe('a purchase that a crash cut short', () => {
  it.each([
    ['before anybody was asked', false, false],
    ['before the request left', true, false],
    ['after Twilio had done it', true, true],
  ])('%s is taken up where it was', async (_, wasSent, wasDone) => {
    const seller = await aSeller();
    seller.faults.next('buy', wasDone ? { kind: 'cut' } : { kind: 'hang' });
    const { body } = await buy(seller.business, [STOCK[0] ?? ''], { integration: seller.integration });
    // As the storage stands if the process ends there.
    await runInDurableObject(
      env.ACCOUNT.getByName(`account:${seller.business.account}`),
      (_object, state) => {
        const entities = new EntityStore(state.storage.sql);
        const stored = entities.get('purchases', body.id);
        if (stored) entities.save('purchases', { ...stored, wasSent }, Date.now());
      },
    );
    await seller.pass();
    await expectWhole(seller, [STOCK[0] ?? '']);
  });
});
