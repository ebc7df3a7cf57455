import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { signConfirmToken } from '../../edge/keys/confirm-token.ts';
import { signDebugToken } from '../../edge/keys/debug-token.ts';
import { secretsOf } from '../../edge/keys/secrets.ts';
import { AuditStore } from '../../edge/objects/account/audit-store.ts';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import { CONFIRM_PATH, callbackPath } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { listQueue } from './support/deliveries.ts';
import { HOUR, setOrders, settle, useOwnClock, viewOf } from './support/guarded.ts';
import { aPhone, order } from './support/page.ts';

const { pass, ahead } = useOwnClock();

/** A shop whose orders all wait for a word, since none of them may cost anything. */
async function aCarefulShop(): Promise<TestShop> {
  const shop = await aShop();
  const notifications = [
    { email: 'owner@shop.example', on: 'all' },
    { email: 'desk@shop.example', on: 'failure' },
    { email: 'desk@shop.example', on: 'success' },
  ];
  await shop.admin('PATCH', `offices/${shop.office}`, { notifications });
  await setOrders(shop, { callPrice: 500, spendPerDay: 0 });
  return shop;
}

interface Asked {
  shop: TestShop;
  placed: CallbackAccepted;
  /** Path and query. */
  link: string;
}

async function anAskedOrder(changes: Record<string, unknown> = {}): Promise<Asked> {
  const shop = await aCarefulShop();
  const placed = await order(shop, changes);
  expect(placed.status).toBe('needs_confirmation');
  const [mail] = await listQueue(shop);
  return { shop, placed, link: linkIn(mail?.text ?? '') };
}

function linkIn(text: string): string {
  const { pathname, search } = new URL(/^http\S+confirm\?token=\S+$/m.exec(text)?.[0] ?? '');
  return pathname + search;
}

/** The buttons of the page, or what it says in their place. */
async function look(link: string, method = 'GET'): Promise<{ status: number; html: string; says: string }> {
  const response = await send(link, { method });
  const html = await response.text();
  const buttons = [...html.matchAll(/<button[^>]*value="(\w+)"/g)].map(([, word]) => word);
  const said = /<p role="status">([^<]*)/.exec(html)?.[1];
  return { status: response.status, html, says: said ?? buttons.join(' ') };
}

function press(link: string, word: string): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(link, { method: 'POST', headers, body: `word=${word}`, redirect: 'manual' });
}

const recordOf = (shop: TestShop, id: string) => shop.admin<Callback>('GET', `callbacks/${id}`);

describe('a mail that asks about an order', () => {
  it('goes to every address of its office, once each, with who is to be called, when and why', async () => {
    const shop = await aCarefulShop();
    const placed = await order(shop, { phone: '+79161112233', name: '<b>Anna</b>', when: ahead(HOUR) });
    const moved = { method: 'PATCH', body: JSON.stringify({ when: ahead(2 * HOUR) }) };
    const headers = { origin: 'https://shop.example' };
    expect((await send(callbackPath(placed.id, placed.token), { ...moved, headers })).status).toBe(200);
    const mails = await listQueue(shop);
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['desk@shop.example', 'owner@shop.example']);
    const [mail] = mails;
    expect(mail?.subject).toBe('Подтвердите заказ звонка: +79161112233 · Showroom');
    expect(mail?.text).toContain('Имя: <b>Anna</b>');
    expect(mail?.text).toContain('Виджет: Call me');
    expect(mail?.text).toContain('Почему спрашиваем: достигнут предел звонков виджета или аккаунта');
    expect(mail?.html).toContain('&lt;b&gt;Anna&lt;/b&gt;');
    expect(mail?.html).toContain(`href="http://127.0.0.1:8787${linkIn(mail?.text ?? '')}"`);
  });

  it('is not written for the eleventh order of an hour that waits: the list has them, and an event tells', async () => {
    const shop = await aCarefulShop();
    for (let i = 0; i < 12; i++) await order(shop);
    expect(await listQueue(shop)).toHaveLength(20);
    const { items } = await shop.admin<{ items: { type: string }[] }>('GET', 'events');
    const told = ['callback.created', 'lead.created'];
    const alerts = items.filter(({ type }) => !told.includes(type));
    expect(alerts.map(({ type }) => type)).toEqual(['callback.alert']);
  });
});

describe('the page behind its link', () => {
  it('shows the order without a script, and looking at it changes nothing', async () => {
    const { shop, placed, link } = await anAskedOrder({ phone: aPhone(), name: '<script>alert(1)</script>' });
    const response = await send(link);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'nonce-[\w-]{22}';/),
      'referrer-policy': 'no-referrer',
    });
    const html = await response.text();
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script');
    for (const method of ['GET', 'HEAD', 'GET']) await look(link, method);
    expect((await look(link)).says).toBe('confirm decline');
    await settle(shop);
    expect((await viewOf(placed)).status).toBe('needs_confirmation');
  });

  it('has the order called by one press, and every later one changes nothing', async () => {
    const { shop, placed, link } = await anAskedOrder();
    await setOrders(shop, { spendPerDay: 5_000 });
    const pressed = await press(link, 'confirm');
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, link]);
    expect((await look(link)).says).toBe('Заказ подтверждён.');
    await settle(shop);
    expect((await viewOf(placed)).status).toBe('ringing_manager');
    await press(link, 'decline');
    await press(link, 'confirm');
    await settle(shop);
    expect((await viewOf(placed)).status).toBe('ringing_manager');
    const account = env.ACCOUNT.getByName(`account:${shop.id}`);
    const audit = await runInDurableObject(account, (_, { storage }) =>
      new AuditStore(storage.sql).listOf(placed.id, 10),
    );
    expect(audit).toMatchObject([{ token: 'link in a mail', verb: 'confirm', kind: 'callbacks' }]);
  });

  it('declines an order for good, and says so to the visitor', async () => {
    const { shop, placed, link } = await anAskedOrder();
    await press(link, 'decline');
    expect((await look(link)).says).toBe('Заказ отклонён, звонка не будет.');
    await settle(shop);
    expect(await viewOf(placed)).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled_by_manager',
      can: [],
    });
    await press(link, 'confirm');
    await settle(shop);
    expect((await recordOf(shop, placed.id)).status).toBe('cancelled');
  });

  it('has one winner when two managers press at once', async () => {
    const { shop, placed, link } = await anAskedOrder();
    await setOrders(shop, { spendPerDay: 5_000 });
    await Promise.all(['decline', 'confirm', 'confirm', 'decline'].map((word) => press(link, word)));
    const { says } = await look(link);
    await settle(shop);
    const { status } = await viewOf(placed);
    expect([says, status]).toEqual(
      says === 'Заказ подтверждён.'
        ? ['Заказ подтверждён.', 'ringing_manager']
        : ['Заказ отклонён, звонка не будет.', 'cancelled'],
    );
  });

  it('tells of an order that its visitor has cancelled', async () => {
    const { shop, placed, link } = await anAskedOrder();
    await send(callbackPath(placed.id, placed.token), {
      method: 'DELETE',
      headers: { origin: 'https://shop.example' },
    });
    await settle(shop);
    expect((await look(link)).says).toBe('Клиент отменил заказ.');
  });

  it('expires with the order, a day after it', async () => {
    const { shop, placed, link } = await anAskedOrder();
    pass(24 * HOUR - 1);
    expect((await look(link)).status).toBe(200);
    pass(1);
    expect(await look(link)).toMatchObject({ status: 404, says: expect.stringContaining('has expired') });
    await press(link, 'confirm');
    await settle(shop);
    expect((await viewOf(placed)).status).toBe('expired');
  });

  it('is not opened by a token of another use, account, key or word', async () => {
    const { shop, placed, link } = await anAskedOrder();
    const secrets = secretsOf(env);
    const until = Date.now() + HOUR;
    const other = await aShop();
    const tokens = [
      '',
      'nonsense',
      `${link.split('token=')[1]?.slice(0, -1)}`,
      placed.token,
      await signDebugToken(secrets, shop.site, until),
      await signConfirmToken(secrets, { account: other.id, callback: placed.id, until }),
    ];
    for (const token of tokens) {
      const forged = `${CONFIRM_PATH}?token=${token}`;
      expect((await look(forged)).status).toBe(404);
      expect((await press(forged, 'confirm')).status).toBe(303);
    }
    await press(link, 'dial');
    expect((await look(link)).says).toBe('confirm decline');
    expect((await press(link, `${'x'.repeat(300)}`)).status).toBe(413);
  });
});

describe('the admin API', () => {
  it('declines an order as the page does', async () => {
    const { shop, placed, link } = await anAskedOrder();
    const declined = await shop.admin<Callback>('POST', `callbacks/${placed.id}/decline`);
    expect(declined).toMatchObject({ status: 'cancelled', reason: 'cancelled_by_manager' });
    await settle(shop);
    expect((await viewOf(placed)).status).toBe('cancelled');
    expect((await look(link)).says).toBe('Заказ отклонён, звонка не будет.');
    await expect(shop.admin('POST', `callbacks/${placed.id}/confirm`)).rejects.toThrow('409');
  });
});
