import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BeaconsSchema } from '../../shared/contract/beacons.ts';
import { CallbackOrderSchema, RescheduleSchema } from '../../shared/contract/callback.ts';
import { SwapRequestSchema } from '../../shared/contract/swap.ts';
import { ExplainRequestSchema } from '../../shared/contract/visit-explanation.ts';
import { VisitLinkRequestSchema } from '../../shared/contract/visit-link.ts';
import { findDebugParameter, tokenOf } from '../../shared/debug-link.ts';
import { CONFIRM_PATH, callbackPath } from '../../shared/paths.ts';
import { aCampaign, aShop, SHOP_NUMBERS, type TestShop } from './support/account.ts';
import type { FuzzTarget } from './support/fuzz/fuzz-requests.ts';
import { fuzzPatience, fuzzSize, runFuzz } from './support/fuzz/run-fuzz.ts';
import { order, orderBody, swapBody } from './support/page.ts';

/** What anybody on the internet may send: the questions of pages, and what providers tell. */

const COUNT = fuzzSize(300);
const STATUSES = [200, 202, 204, 400, 401, 403, 404, 409, 410, 413, 422, 426, 429];
const ANSWERS = new Map(STATUSES.map((status) => [status, null]));
const PAGE = { origin: 'https://shop.example', 'user-agent': 'Mozilla/5.0 Chrome/156.0' };
const TEXT = { type: 'string' };
/** Every way in: what its body is, one that is fine, and what else an address may carry. */
const WAYS: Readonly<Record<string, (shop: TestShop) => Partial<FuzzTarget> & { path: string }>> = {
  swap: (shop) => posted('/v1/swap', SwapRequestSchema, swapBody(shop, 'utm_source=ya')),
  callbacks: (shop) => ({
    ...posted('/v1/callbacks', CallbackOrderSchema, orderBody(shop)),
    headers: { ...PAGE, 'idempotency-key': 'one-and-the-same' },
    query: [{ name: 'key', schema: TEXT }],
  }),
  beacons: (shop) =>
    posted('/v1/beacons', BeaconsSchema, {
      site: shop.siteKey,
      lease: null,
      page: 'https://shop.example/',
      events: [{ type: 'widget_shown', office: null, widget: shop.widget, style: null, agoMs: 5 }],
    }),
  link: (shop) =>
    posted('/v1/link', VisitLinkRequestSchema, { site: shop.siteKey, lease: 'none', touch: null }),
  explain: (shop) => {
    const { site, consent, page, lease, touch } = swapBody(shop, 'utm_source=ya') as Record<string, unknown>;
    return posted('/v1/explain', ExplainRequestSchema, {
      site,
      consent,
      page,
      lease,
      touch,
      token: debugToken,
    });
  },
  slots: (shop) => asked(`/v1/widgets/{hash}/slots`, { hash: [shop.widget] }, ['days']),
  sites: (shop) => asked('/v1/sites/{key}', { key: [shop.siteKey] }, []),
  script: (shop) => asked('/r/{key}.js', { key: [shop.siteKey] }, []),
  uploads: () => asked('/u/{key}', { key: ['u0123456789abcdefghjkmnpqrs'] }, []),
  problems: () => asked('/problems/{code}', { code: ['invalid', 'not_found'] }, []),
  confirmation: () => asked(CONFIRM_PATH, {}, ['token']),
  telephony: () => ({
    ...posted('/v1/telephony/{provider}/{key}/{hook}', z.record(z.string(), z.json()), { type: 'started' }),
    params: {
      provider: ['webhook', 'twilio', 'simulator'],
      key: ['i0123456789abcdefghjkmnpqrs'],
      hook: ['events', 'answer', 'gather'],
    },
    query: [...['cb', 'attempt', 'leg', 'widget']].map((name) => ({ name, schema: TEXT })),
  }),
};

/** What is no JSON by design. */
const FORMS: Readonly<Record<string, RegExp>> = {
  script: /answers .*javascript/,
  confirmation: /answers text\/html/,
};
/** These need what somebody uploaded, or signed. */
const ALWAYS_REFUSED = ['uploads', 'confirmation', 'telephony'];

let shop: TestShop;
let debugToken: string | null = null;
beforeAll(async () => {
  shop = await aShop();
  await aCampaign(shop, { numbers: [...SHOP_NUMBERS.slice(0, 2)] });
  const page = { url: 'https://shop.example/' };
  const link = await shop.admin<{ url: string }>('POST', `sites/${shop.site}/debug-link`, page);
  debugToken = tokenOf(findDebugParameter(new URL(link.url).search) ?? '');
});

describe.each(Object.keys(WAYS))('%s', (name) => {
  it('bears whatever it is sent', { timeout: fuzzPatience(COUNT) }, async () => {
    const way = WAYS[name]?.(shop);
    const target = { method: 'GET', params: {}, query: [], body: null, headers: PAGE, ...way } as FuzzTarget;
    const taken = await expectNoFault(target, FORMS[name]);
    expect(taken > 0).toBe(!ALWAYS_REFUSED.includes(name));
  });
});

it('an order that was made bears whatever is sent to change it', {
  timeout: 3 * fuzzPatience(COUNT),
}, async () => {
  const { id, token } = await order(shop);
  const [path = ''] = callbackPath(id, token).split('?');
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? bodyOf(RescheduleSchema, { when: '2027-01-01T09:00:00Z' }) : null;
    const known = `${path.replace(id, '{id}')}?token=${token}`;
    await expectNoFault({ method, path: known, params: { id: [id] }, query: [], body, headers: PAGE });
  }
});

/** How many requests were not refused. */
async function expectNoFault(target: FuzzTarget, alsoFine?: RegExp): Promise<number> {
  const { tried, taken, faults } = await runFuzz(
    target,
    { ids: {}, schemas: {} },
    { answers: ANSWERS, count: COUNT },
  );
  expect(faults.filter((fault) => !alsoFine?.test(fault))).toEqual([]);
  expect(tried).toBe(COUNT);
  return taken;
}

function posted(path: string, schema: z.ZodType, example: unknown) {
  return { method: 'POST', path, body: bodyOf(schema, example) };
}

function bodyOf(schema: z.ZodType, example: unknown): FuzzTarget['body'] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { type: 'text/plain', schema: json as Record<string, unknown>, examples: [example] };
}

function asked(path: string, params: Record<string, string[]>, query: string[]) {
  return { path, params, query: query.map((name) => ({ name, schema: TEXT })) };
}
