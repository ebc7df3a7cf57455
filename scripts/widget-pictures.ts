import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { buildAll, ROOT } from './build.ts';
import { findChromium, launchOptions } from './find-chromium.ts';
import { openStage, type Stage } from './pictures/widget-stage.ts';
import { aStage, NOW, STATES, type StateName, withStyle } from './pictures/widget-states.ts';
import { exitWith, UserError } from './user-error.ts';

const FOLDER = join(ROOT, 'docs/pictures');
const MAX_BYTES = 450_000;
const DESKTOP = { viewport: { width: 900, height: 740 } };
/** Of a wide page the corner in which the widget stands. */
const CORNER_PX = 540;
const PHONE = { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true };

const TEN: readonly StateName[] = [
  'launcher',
  'form',
  'times',
  'countdown',
  'visitor',
  'done',
  'failed',
  'planned',
  'night',
  'plus',
];

/** One picture of a sheet. */
interface Shot {
  label: string;
  state: StateName;
  lang?: string;
  context: BrowserContextOptions;
  dress?: (stage: Stage) => Stage;
}

const SHEETS: Record<string, Shot[]> = {
  desktop: TEN.map((state) => ({ label: STATES[state].label, state, context: DESKTOP })),
  phone: TEN.map((state) => ({ label: STATES[state].label, state, context: PHONE })),
  conditions: [
    { label: 'Dark', state: 'times', context: { ...DESKTOP, colorScheme: 'dark' } },
    { label: 'Arabic, from the right', state: 'times', lang: 'ar', context: DESKTOP },
    { label: 'German', state: 'form', lang: 'de', context: DESKTOP },
    { label: 'Russian, at night', state: 'night', lang: 'ru', context: DESKTOP },
    {
      label: '320 pixels, or 400 %',
      state: 'times',
      lang: 'de',
      context: { viewport: { width: 320, height: 640 } },
    },
    { label: 'Forced colours', state: 'countdown', context: { ...DESKTOP, forcedColors: 'active' } },
    {
      label: 'As the defaults are',
      state: 'form',
      context: DESKTOP,
      dress: (stage) => withStyle(stage, { radius: { buttonPx: 10, windowPx: 0, inputPx: 3 } }),
    },
    { label: 'Active widget', state: 'active', context: DESKTOP },
    { label: 'What is wrong', state: 'faulty', lang: 'ru', context: { ...DESKTOP, colorScheme: 'dark' } },
    { label: 'No connection', state: 'offline', context: PHONE },
  ],
};

/** Takes the pictures of `docs/pictures` from the widget of this build; `--only=name` takes one sheet of them. */
async function main(): Promise<void> {
  const { dist } = await buildAll({ quiet: true });
  const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7);
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch(launchOptions(await findChromium()));
  try {
    for (const [name, shots] of Object.entries(SHEETS)) {
      if (only && only !== name) continue;
      const taken = [];
      for (const shot of shots) taken.push({ label: shot.label, png: await takeShot(browser, dist, shot) });
      await compose(browser, join(FOLDER, `${name}.png`), taken);
    }
  } finally {
    await browser.close();
  }
}

async function takeShot(browser: Browser, dist: string, shot: Shot): Promise<Buffer> {
  const { state, lang = 'en', context: options, dress = (stage) => stage } = shot;
  const context = await browser.newContext({
    timezoneId: 'Europe/Moscow',
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  // So that a picture taken tomorrow is the same.
  await page.clock.setFixedTime(NOW);
  const known = STATES[state] as { stage?: (stage: Stage) => Stage; reach: (typeof STATES)['form']['reach'] };
  await openStage(page, dist, dress((known.stage ?? ((stage) => stage))(aStage(lang))));
  await page.locator('.launcher, .teaser').first().waitFor({ state: 'attached' });
  await known.reach(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const x = Math.max(0, width - CORNER_PX);
  const png = await page.screenshot({ clip: { x, y: 0, width: Math.min(width, CORNER_PX), height } });
  await context.close();
  return png;
}

/** Lays the pictures side by side, five in a row, each with its words. */
async function compose(
  browser: Browser,
  path: string,
  shots: { label: string; png: Buffer }[],
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 800 } });
  const figures = shots.map(
    ({ label, png }) =>
      `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${label}</figcaption></figure>`,
  );
  await page.setContent(
    `<style>body{margin:0;padding:20px;background:#e9ecf1;font:600 15px/1.4 system-ui;color:#2b313b;
     display:grid;grid-template-columns:repeat(5,1fr);gap:20px;align-items:start}
     figure{margin:0;display:grid;gap:8px}img{width:100%;border-radius:8px;box-shadow:0 2px 10px #0003}
     figcaption{text-align:center}</style>${figures.join('')}`,
    { waitUntil: 'load' },
  );
  await page.screenshot({ path, fullPage: true });
  await page.close();
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new UserError(`${path} has ${size} bytes, more than ${MAX_BYTES}.`);
  console.log(`${path}: ${size} bytes`);
}

main().catch(exitWith);
