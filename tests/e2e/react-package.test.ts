import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildNpm } from '../../scripts/build-npm.ts';
import type { RingletFunction } from '../../widget/public-api.ts';
import { aVisitor, launchBrowser, textAfterSwap, type Visitor } from '../support/browser.ts';
import { type OtherSite, startOtherSite } from '../support/other-site.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OWN = '+7 (495) 000-10-10';

/** A customer's application: rendered by a server, then by React in the browser. */
const APP = `
  import { createElement as h, StrictMode, useState } from 'react';
  import { RingletNumber, useNumber, useRinglet } from 'ringlet/react';
  function App({ origin, site, office }) {
    const ringlet = useRinglet({ origin, site });
    const [count, setCount] = useState(0);
    const { text } = useNumber(office, '8 495 000 10 10');
    return h('main', null,
      h(RingletNumber, { office, own: '${OWN}', className: 'number' }),
      h('p', { className: 'sentence', 'data-ringlet': 'off' }, 'Call ' + text + ', ' + count),
      h('button', { onClick: () => setCount(count + 1) }, 'More'),
      h('button', { onClick: () => ringlet('consent', 'none') }, 'Forget me'));
  }
  export const app = (props) => h(StrictMode, null, h(App, props));`;
const SERVER = `
  import { renderToString } from 'react-dom/server';
  import { app } from './app.js';
  process.stdout.write(renderToString(app(JSON.parse(process.argv[2]))));`;
const CLIENT = `
  import { hydrateRoot } from 'react-dom/client';
  import { app } from './app.js';
  const root = document.getElementById('root');
  hydrateRoot(root, app(JSON.parse(root.dataset.props)), {
    onRecoverableError: (error) => console.error('recoverable: ' + error.message),
  });`;

const project = mkdtempSync(join(tmpdir(), 'ringlet-react-'));
let server: TestServer;
let browser: Browser;
let site: OtherSite;
let strictSite: OtherSite;
/** Has the tag in its HTML too. */
let taggedSite: OtherSite;
let rendered: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await buildNpm(join(project, 'node_modules/ringlet'));
  for (const name of ['react', 'react-dom']) {
    symlinkSync(join(process.cwd(), 'node_modules', name), join(project, 'node_modules', name));
  }
  const files = {
    'app.js': APP,
    'server.js': SERVER,
    'client.js': CLIENT,
    'package.json': '{"type":"module"}',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    // As its developer sees it: a mismatch is told in words.
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      outDir: 'out',
      minify: false,
      lib: { entry: 'client.js', formats: ['es'], fileName: () => 'client.js' },
    },
  });
  const props = JSON.stringify({
    origin: server.origin,
    site: server.demo.siteKey,
    office: server.demo.offices[0]?.id,
  });
  rendered = execFileSync(process.execPath, ['server.js', props], { cwd: project, encoding: 'utf8' });
  const html = `<div id="root" data-props='${props}'>${rendered}</div><script type="module" src="/client.js"></script>`;
  site = await startOtherSite(server.origin, server.demo.siteKey, html);
  const tag = `<script async src="${server.origin}/r/${server.demo.siteKey}.js"></script>`;
  taggedSite = await startOtherSite(server.origin, server.demo.siteKey, tag + html);
  strictSite = await startOtherSite(server.origin, server.demo.siteKey, html, {
    'content-security-policy': [
      `default-src 'none'; script-src 'self' ${server.origin}`,
      `connect-src ${server.origin} ${server.origin.replace('http', 'ws')}`,
      "require-trusted-types-for 'script'; trusted-types ringlet",
    ].join('; '),
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await strictSite?.close();
  await taggedSite?.close();
  await server?.close();
  rmSync(project, { recursive: true, force: true });
});

/** `beforeReact` holds React's script back until it is done. */
async function anArrival(to = site, beforeReact = async (_: Page) => {}): Promise<Visitor> {
  const visitor = await aVisitor(browser);
  const { page } = visitor;
  const body = readFileSync(join(project, 'out/client.js'), 'utf8');
  await page.route(`${to.origin}/client.js`, async (route) => {
    await beforeReact(page);
    await route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(`${to.origin}/?utm_source=yandex&utm_medium=cpc`);
  return visitor;
}

it('renders the own number on the server', () => {
  expect(rendered).toContain(`data-ringlet="off">${OWN}</a>`);
  expect(rendered).toContain('Call 8 495 000 10 10, 0');
});

it('hydrates without a mismatch and then shows the leased number, each in its own form', async () => {
  const { page, context, faults, requests } = await anArrival();
  const number = page.locator('.number');
  expect(await textAfterSwap(page, '.number', OWN)).toBe('+7 (495) 555-01-01');
  expect(await number.getAttribute('href')).toBe('tel:+74955550101');
  expect(await page.locator('.sentence').textContent()).toBe('Call 8 495 555 01 01, 0');
  // React goes on writing its text, and nobody fights it.
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'More' }).click();
  expect(await page.locator('.sentence').textContent()).toBe('Call 8 495 555 01 01, 3');
  expect(requests).toEqual(['POST /v1/swap']);
  expect(await page.locator('script[src*="/r/"]').count()).toBe(1);
  expect(faults).toEqual([]);
  await context.close();
});

it('goes back to the own number when consent is withdrawn', async () => {
  const { page, context, faults } = await anArrival();
  const leased = await textAfterSwap(page, '.number', OWN);
  await page.getByRole('button', { name: 'Forget me' }).click();
  expect(await textAfterSwap(page, '.number', leased)).toBe(OWN);
  expect(faults).toEqual([]);
  await context.close();
});

it('works under a policy that wants trusted types', async () => {
  const { page, context, faults } = await anArrival(strictSite);
  expect(await textAfterSwap(page, '.number', OWN)).toMatch(/^\+7 \(\d{3}\) 555-01-0\d$/);
  expect(faults).toEqual([]);
  await context.close();
});

it('takes over from a tag in the HTML that had its answer before React came', async () => {
  const { page, context, faults, requests } = await anArrival(taggedSite, async (early) => {
    await early.waitForFunction(() => 'ringlet' in window);
    const told = await early.evaluate(() =>
      (window as unknown as { ringlet: RingletFunction }).ringlet('numbers'),
    );
    expect(told).toHaveLength(2);
    expect(await early.locator('.number').textContent()).toBe(OWN);
  });
  const number = await textAfterSwap(page, '.number', OWN);
  expect(number).toBe(await page.locator('a.phone').textContent());
  expect(await page.locator('script[src*="/r/"]').count()).toBe(1);
  expect(requests).toEqual(['POST /v1/swap']);
  expect(faults).toEqual([]);
  await context.close();
});
