import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ADMIN_PATH, siteSnapshotPath } from '../../../shared/paths.ts';
import { aBusiness, aShop, type Business, operatorToken, send } from '../support/admin.ts';

const put = (business: Business, body: unknown, token: string | null = operatorToken()) =>
  send('PUT', `${ADMIN_PATH}/accounts/${business.account}/features`, { body, token });

describe('the callback widget', () => {
  it('is switched off and on by the operator: no page shows it and nobody writes it (S1-1)', async () => {
    const business = await aBusiness();
    const { site, office } = await aShop(business);
    const widget = await business.make('widgets', { name: 'W', site, offices: [office] });
    const { key } = (await business.ask('GET', `sites/${site}`)).body;
    const shown = async () => {
      const response = await exports.default.fetch(`http://127.0.0.1:8787${siteSnapshotPath(key)}`);
      return ((await response.json()) as { widgets: unknown[] }).widgets.length;
    };
    expect(await shown()).toBe(1);
    const off = { callbackWidget: false };
    expect([(await put(business, off)).status, await shown()]).toEqual([200, 0]);
    const account = await send('GET', `${ADMIN_PATH}/accounts/${business.account}`, {
      token: business.token,
    });
    expect(account.body.features).toEqual(off);
    const tries = [
      await business.ask('POST', 'widgets', { body: { name: 'N', site } }),
      await business.ask('PATCH', `widgets/${widget.id}`, { body: {}, headers: { 'if-match': '*' } }),
      await business.ask('DELETE', `widgets/${widget.id}`),
    ];
    for (const { status, body } of tries) {
      expect([status, body.type.split('/').at(-1)]).toEqual([403, 'feature_off']);
    }
    expect((await business.ask('GET', 'widgets')).body.items).toHaveLength(1);
    expect([(await put(business, { callbackWidget: true })).status, await shown()]).toEqual([200, 1]);
  });

  it('is nothing that an account switches on for itself', async () => {
    const business = await aBusiness();
    for (const token of [business.token, null, 'x'.repeat(40)]) {
      expect((await put(business, { callbackWidget: true }, token)).status).toBe(401);
    }
    const path = `${ADMIN_PATH}/accounts/${business.account}`;
    const headers = { 'if-match': '*' };
    const patch = await send('PATCH', path, {
      body: { features: { callbackWidget: true } },
      token: business.token,
      headers,
    });
    expect([patch.status, patch.body.errors[0].path]).toEqual([400, 'features']);
    expect((await put(business, { callbackWidget: 'yes' })).body.errors[0].path).toBe('callbackWidget');
    expect((await put({ ...business, account: 'nobody' }, { callbackWidget: true })).status).toBe(404);
  });
});
