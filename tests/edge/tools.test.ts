import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aShop, type TestShop } from './support/account.ts';
import { aTokenWith, type Business } from './support/admin.ts';
import { aPhone, orderBody, post, postOrder } from './support/page.ts';

const FORM = {
  kind: 'form',
  id: 'contacts',
  name: 'Form on the contacts page',
  title: 'the contacts form',
  selector: '#contacts',
  fields: { phone: 'tel' },
};
const REST = {
  kind: 'rest',
  id: 'crm',
  name: 'From the CRM',
  rules: [{ effect: 'deny', source: 'path', op: 'starts', value: '/jobs' }],
};

interface Problem {
  type: string;
  errors?: { path: string; code: string }[];
}

describe('an order through a tool', () => {
  let shop: TestShop;
  let wdg: string;
  beforeAll(async () => {
    shop = await aShop();
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
    wdg = items[0]?.id ?? '';
    await shop.admin('PATCH', `widgets/${wdg}`, {
      tools: [FORM, REST, { ...FORM, id: 'old', isOn: false }, { ...REST, id: 'old-crm', isOn: false }],
    });
  });

  /** As a server of the customer's sends it: no Origin, and a token. */
  const postByServer = (changes: object, token = shop.token, headers: Record<string, string | null> = {}) =>
    post('/v1/callbacks', orderBody(shop, { openedMs: null, ...changes }), {
      origin: null,
      'user-agent': null,
      authorization: `Bearer ${token}`,
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    });
  const faultOf = async (response: Response) => {
    const { errors } = await response.json<Problem>();
    return [response.status, errors?.[0]?.path, errors?.[0]?.code];
  };

  it('is listed with the tool and what people call it (S1-3)', async () => {
    const response = await postOrder(shop, { tool: 'contacts', extra: { param1: 'Oak' } });
    expect(response.status).toBe(202);
    const { id } = await response.json<{ id: string }>();
    await expect
      .poll(async () => (await shop.admin<{ items: object[] }>('GET', 'callbacks?tool=contacts')).items)
      .toEqual([expect.objectContaining({ id, tool: 'contacts', toolTitle: 'the contacts form' })]);
  });

  it('lists an order of the widget itself without one', async () => {
    const { id } = await (await postOrder(shop)).json<{ id: string }>();
    await expect
      .poll(async () => (await shop.admin<{ items: { id: string }[] }>('GET', 'callbacks')).items)
      .toContainEqual(expect.objectContaining({ id, tool: null, toolTitle: null }));
  });

  it.each([
    ['is unknown', 'nothing', 'unknown_reference'],
    ['is switched off', 'old', 'switched_off'],
    ['is for servers', 'crm', 'token_required'],
    ['is called like something that every object has', 'constructor', 'unknown_reference'],
  ])('is refused with the name of the field when the tool %s', async (_name, tool, code) => {
    expect(await faultOf(await postOrder(shop, { tool }))).toEqual([400, 'tool', code]);
  });

  it('comes from a server without an origin by a token, and twice with one key is one order (S1-3)', async () => {
    const phone = aPhone();
    const headers = { 'idempotency-key': 'crm-order-1' };
    const [first, second] = [
      await postByServer({ tool: 'crm', phone, name: 'Anna' }, shop.token, headers),
      await postByServer({ tool: 'crm', phone, name: 'Anna' }, shop.token, headers),
    ];
    expect([first.status, second.status]).toEqual([202, 202]);
    const { id, status } = await first.json<{ id: string; status: string }>();
    expect(await second.json()).toMatchObject({ id });
    // Nobody had a form open, so that nothing was sent too quickly.
    expect(status).not.toBe('needs_confirmation');
    expect(first.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not held against a server that sends many, which all come from one address', async () => {
    const address = { 'cf-connecting-ip': '203.0.113.77' };
    const answers: string[] = [];
    for (let i = 0; i < 22; i++) {
      const response = await postByServer({ tool: 'crm' }, shop.token, address);
      answers.push((await response.json<{ status: string }>()).status);
    }
    expect(answers.filter((status) => status === 'needs_confirmation')).toEqual([]);
  });

  it('is not judged by where a server stands, as a page is by where its visitor is', async () => {
    const widget = await shop.admin<{ hash: string }>('POST', 'widgets', {
      name: 'Near',
      site: shop.site,
      offices: [shop.office],
      tools: [REST],
      behaviour: { blockedAddresses: ['203.0.113.0/24'] },
    });
    const from = { 'cf-connecting-ip': '203.0.113.77' };
    expect((await postOrder(shop, { widget: widget.hash }, from)).status).toBe(403);
    expect((await postByServer({ widget: widget.hash, tool: 'crm' }, shop.token, from)).status).toBe(202);
  });

  it.each([
    ['names no tool', null, 'required'],
    ['names a tool of pages', 'contacts', 'not_rest'],
    ['names one that is switched off', 'old-crm', 'switched_off'],
    ['names one that it does not have', 'nothing', 'unknown_reference'],
  ])('is refused when a server %s', async (_name, tool, code) => {
    expect(await faultOf(await postByServer({ tool }))).toEqual([400, 'tool', code]);
  });

  it('obeys the rules of a REST tool by the page that the order tells of (S1-70)', async () => {
    const page = { url: 'https://shop.example/jobs/42?a=1', referrer: '', title: 'Jobs' };
    expect(await faultOf(await postByServer({ tool: 'crm', page }))).toEqual([400, 'tool', 'not_here']);
  });

  it('needs the right to order, a good token, and a site of the same account', async () => {
    const business = { account: shop.id } as Business;
    const narrow = await aTokenWith(business, ['callbacks:view', 'callbacks:act']);
    expect((await postByServer({ tool: 'crm' }, narrow)).status).toBe(403);
    const enough = await aTokenWith(business, ['callbacks:create']);
    expect((await postByServer({ tool: 'crm' }, enough)).status).toBe(202);
    const damaged = await postByServer({ tool: 'crm' }, 'rl_nonsense');
    expect([damaged.status, damaged.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^Bearer/),
    ]);
    const stranger = await anAccount();
    expect((await postByServer({ tool: 'crm' }, stranger.token)).status).toBe(404);
  });

  it('still needs the consent of whoever is to be called', async () => {
    expect(await faultOf(await postByServer({ tool: 'crm', consent: null }))).toEqual([
      400,
      'consent.given',
      'consent_required',
    ]);
  });

  it('takes its key from the address too, so that no preflight is needed', async () => {
    const body = orderBody(shop, { tool: 'contacts' });
    const send = (key: string) => post(`/v1/callbacks?key=${key}`, body);
    const ids = [await send('form-order-1'), await send('form-order-1')].map((answer) =>
      answer.json<{ id: string }>(),
    );
    const [one, two] = await Promise.all(ids);
    expect(one?.id).toMatch(/^cb_/);
    expect(two?.id).toBe(one?.id);
    expect((await send('short')).status).toBe(400);
  });

  it('is not ambiguous: two tools of a widget cannot share an id', async () => {
    await expect(shop.admin('PATCH', `widgets/${wdg}`, { tools: [FORM, FORM] })).rejects.toThrow(
      /tools\.1\.id/,
    );
  });

  it('keeps tools that are off, and those of servers, out of what pages are told', async () => {
    const answer = await env.ACCOUNT.getByName(`account:${shop.id}`).snapshot({ siteKey: shop.siteKey });
    const tools = answer.kind === 'found' ? answer.snapshot.public.widgets[0]?.tools : [];
    expect(tools?.map(({ id }) => id)).toEqual(['contacts']);
  });
});
