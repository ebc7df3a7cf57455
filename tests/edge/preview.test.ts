import { env, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { signDebugToken } from '../../edge/keys/debug-token.ts';
import { openPreviewToken, signPreviewToken } from '../../edge/keys/preview-token.ts';
import { secretsOf } from '../../edge/keys/secrets.ts';
import type { Preview } from '../../shared/contract/admin/preview.ts';
import type { PagePreview } from '../../shared/contract/page-preview.ts';
import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import { previewTokenOf } from '../../shared/debug-link.ts';
import { PREVIEW_PATH } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { post } from './support/page.ts';

const PAGE = 'https://shop.example/kitchens?utm_source=own#top';
const HOUR = 3_600_000;

async function aPreview(shop: TestShop, changes: object = {}) {
  const [widget] = (await shop.admin<{ items: { id: string }[] }>('GET', 'widgets')).items;
  const texts = { ru: { title: 'Не сохранено' } };
  const body = { widget: widget?.id, url: PAGE, style: { accent: '#a01010' }, texts, ...changes };
  const preview = await shop.admin<Preview>('POST', 'previews', body);
  return { ...preview, token: previewTokenOf(new URL(preview.link ?? '').search) };
}

const show = (shop: TestShop, token: string, headers = {}) =>
  post(PREVIEW_PATH, { site: shop.siteKey, token }, headers);
const refusalOf = async (response: Response) =>
  `${response.status} ${((await response.json()) as { type: string }).type.replace(/.*\//, '')}`;

describe('a preview link', () => {
  it('leads to the page as it was given, holds an hour, and is told once', async () => {
    const shop = await aShop();
    const { link, id, createdAt, expiresAt, token } = await aPreview(shop);
    expect(link).toBe(`https://shop.example/kitchens?utm_source=own&ringlet=debug_preview.${token}#top`);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(HOUR);
    expect(await shop.admin('GET', `previews/${id}`)).not.toHaveProperty('link');
  });

  it('shows what is not saved to its holder, and to nobody else', async () => {
    const shop = await aShop();
    const { token } = await aPreview(shop);
    const answer = await show(shop, token);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { widget, endsInMs } = (await answer.json()) as PagePreview;
    expect(widget.style.css).toContain('#a01010');
    expect(widget.texts.ru?.title).toBe('Не сохранено');
    expect(widget.hash).toBe(shop.widget);
    expect(endsInMs).toBeGreaterThan(0);
    const snapshot = (await (await send(`/v1/sites/${shop.siteKey}`)).json()) as PublicSnapshot;
    expect(JSON.stringify(snapshot)).not.toMatch(/a01010|Не сохранено/);
  });

  it('without looks or texts of its own shows those of the widget', async () => {
    const shop = await aShop();
    const { token } = await aPreview(shop, { style: null, texts: null });
    const { widget } = (await (await show(shop, token)).json()) as PagePreview;
    const snapshot = (await (await send(`/v1/sites/${shop.siteKey}`)).json()) as PublicSnapshot;
    expect(widget).toEqual(snapshot.widgets[0]);
  });

  it('keeps no CSS that a saved style could not have, and leads to no page of another site', async () => {
    const shop = await aShop();
    const css = '.rl-card { background: url(https://evil.example/x) } .rl-title { letter-spacing: 2px }';
    const { style } = await aPreview(shop, { style: { css } });
    expect(style?.css).toBe('.rl-title {letter-spacing: 2px}');
    await expect(aPreview(shop, { url: 'https://evil.example/' })).rejects.toThrow(/unknown_host/);
    await expect(aPreview(shop, { url: 'javascript:alert(1)' })).rejects.toThrow(/400|422/);
  });

  it('is over after its hour, once it is deleted, and for every token that is not its own', async () => {
    const shop = await aShop();
    const { id, site, token } = await aPreview(shop);
    const secrets = secretsOf(env);
    const until = Date.now() + HOUR;
    const stale = await signPreviewToken(secrets, { site, preview: id, until: Date.now() - 1 });
    const elsewhere = await signPreviewToken(secrets, { site: 'site_other', preview: id, until });
    const unknown = await signPreviewToken(secrets, { site, preview: 'pvw_unknown', until });
    const ofTheOverlay = await signDebugToken(secrets, site, until);
    for (const wrong of ['', 'x', `${token}x`, stale, elsewhere, unknown, ofTheOverlay])
      expect(await refusalOf(await show(shop, wrong))).toBe('403 bad_token');
    expect(await openPreviewToken(secrets, token, site, Date.now() + HOUR + 1)).toBeNull();
    expect((await show(shop, token, { origin: 'https://evil.example' })).status).toBe(403);

    await shop.admin('DELETE', `previews/${id}`);
    expect(await refusalOf(await show(shop, token))).toBe('403 bad_token');
  });

  it('takes the place of the oldest where there are many, and stale ones are swept out', async () => {
    const shop = await aShop();
    const first = await aPreview(shop);
    await runInDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`), (_instance, state) => {
      const { sql } = state.storage;
      sql.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49)
        INSERT INTO entities (kind, id, body, revision, created_at, updated_at)
        SELECT 'previews', 'pvw_' || i, json_set(body, '$.id', 'pvw_' || i), 1, 0, 0
        FROM entities, n WHERE kind = 'previews'`);
    });
    expect((await show(shop, first.token)).status).toBe(200);
    const last = await aPreview(shop);
    expect((await show(shop, first.token)).status).toBe(403);
    expect((await show(shop, last.token)).status).toBe(200);
  });
});
