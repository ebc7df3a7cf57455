import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildAll, ROOT } from './build.ts';
import { findChromium, launchOptions } from './find-chromium.ts';
import { findFreePort } from './selfhost/port.ts';
import { startServer } from './selfhost/server.ts';
import { exitWith, UserError } from './user-error.ts';

const TARGET = join(ROOT, 'docs/readme.png');
const MAX_BYTES = 400_000;
const [WIDTH, HEIGHT] = [1600, 900];
const SHOP_WIDTH = 1000;
/** A headless browser says that it is a program, and programs are leased no number. */
const VISITOR =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const VISITOR_PHONE = '+7 916 555-01-99';

/** Takes the picture of the README from the real thing: a shop, a callback under way, and the telephones it rings. */
async function main(): Promise<void> {
  const { dist } = await buildAll({ quiet: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'ringlet-picture-'));
  const port = await findFreePort('127.0.0.1');
  const server = await startServer({ dataDir, distDir: dist, port, quiet: true, seed: true });
  const browser = await chromium.launch(launchOptions(await findChromium()));
  try {
    const { demo, origin } = server;
    if (!demo) throw new Error('the server has no demo business');
    const phones = await openPage(browser, WIDTH - SHOP_WIDTH, `${origin}/phones/#${demo.adminToken}`);
    const shop = await openPage(browser, SHOP_WIDTH, `${origin}/shop/?utm_source=yandex&utm_medium=cpc`);
    await orderCallback(shop);
    await connectManager(phones);
    await shop
      .getByRole('status')
      .getByText(/your phone is ringing/i)
      .waitFor();
    await compose(browser, await shop.screenshot(), await phones.screenshot());
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const { size } = statSync(TARGET);
  if (size > MAX_BYTES) throw new UserError(`${TARGET} has ${size} bytes, more than ${MAX_BYTES}.`);
  console.log(`${TARGET}: ${size} bytes`);
}

async function openPage(browser: Browser, width: number, url: string): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: HEIGHT },
    locale: 'en-GB',
    userAgent: VISITOR,
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return page;
}

async function orderCallback(shop: Page): Promise<void> {
  await shop.locator('[data-ringlet-open]').first().click();
  const phone = shop.locator('input[type=tel]');
  await phone.fill(VISITOR_PHONE);
  await shop.getByRole('checkbox').check();
  await phone.press('Enter');
  await phone.waitFor({ state: 'hidden' }); // the form gives way to the countdown
}

/** The manager answers, hears the voice and presses the digit: now the visitor's telephone rings. */
async function connectManager(phones: Page): Promise<void> {
  await phones.getByRole('button', { name: 'Answer' }).first().click();
  await phones.getByText(/press 5/).waitFor();
  await phones.getByRole('button', { name: '5', exact: true }).click();
  await phones.getByRole('button', { name: 'Answer' }).waitFor();
}

/** Puts the two pictures side by side on a page of their own and takes that. */
async function compose(browser: Browser, left: Buffer, right: Buffer): Promise<void> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  const image = (png: Buffer, width: number) =>
    `<img width="${width}" height="${HEIGHT}" src="data:image/png;base64,${png.toString('base64')}">`;
  await page.setContent(
    `<style>body{margin:0;display:flex}img+img{box-shadow:0 0 24px #0006}</style>
     ${image(left, SHOP_WIDTH)}${image(right, WIDTH - SHOP_WIDTH)}`,
    { waitUntil: 'load' },
  );
  mkdirSync(join(ROOT, 'docs'), { recursive: true });
  await page.screenshot({ path: TARGET });
}

main().catch(exitWith);
