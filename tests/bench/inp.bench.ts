/**
 * How soon the widget shows that it heard a visitor: some 260 inputs in Chromium with the CPU slowed down four times. It fails
 * if 98 of 100 are not answered by a paint within 100 ms, if one had no effect, or if anything on the page shifts. Where
 * other processes want the cores as well, what an input waits for is mostly them: then it is judged by the processor time
 * that the page took, and the time to the paint is only told. `npm run bench:inp`
 */
import { availableParallelism, loadavg } from 'node:os';
import { buildAll } from '../../scripts/build.ts';
import { aStage } from '../../scripts/pictures/widget-states.ts';
import { launchBrowser } from '../support/browser.ts';
import { goThrough } from '../support/interactions.ts';

const CPU_SLOWDOWN = 4;
const ROUNDS = 10;
const INPUTS = 200;
/** "Good" begins at 200 ms; ours is half of it. */
const MOST_MS = 100;

const PAGES = {
  desktop: { viewport: { width: 1000, height: 760 } },
  phone: { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true },
};

const [{ dist }, browser] = await Promise.all([buildAll({ quiet: true }), launchBrowser()]);
try {
  const isBusy = (loadavg()[0] ?? 0) > availableParallelism() / 2;
  console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores\n`);
  console.log(
    '| | inputs | to the paint, ms: median | 98 of 100 | slowest | of the processor, ms: median | 98 of 100 | most | shifts |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  const faults: string[] = [];
  for (const [name, options] of Object.entries(PAGES)) {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Moscow', ...options });
    const page = await context.newPage();
    const seen = await goThrough(page, dist, aStage('en'), ROUNDS, CPU_SLOWDOWN);
    const { tookMs, workedMs, slow, shifted, asked } = seen;
    const count = workedMs.length;
    // Those that the browser does not tell of were quicker than all that it does.
    const took = (share: number) => tookMs[Math.floor(count * (1 - share))] ?? 16;
    const worked = (share: number) => Math.round(workedMs[Math.floor(workedMs.length * (1 - share))] ?? 0);
    console.log(
      `| ${name} | ${count} | ${took(0.5)} | **${took(0.98)}** | ${took(1)} | ` +
        `${worked(0.5)} | **${worked(0.98)}** | ${worked(1)} | ${shifted.length} |`,
    );
    if (took(0.98) > MOST_MS) console.log(`<!-- ${slow.slice(0, 6).join('\n     ')} -->`);
    const within = isBusy ? worked(0.98) : took(0.98);
    if (count < INPUTS) faults.push(`${name}: only ${count} inputs were counted`);
    if (asked.length !== 2 * ROUNDS) faults.push(`${name}: the edge was asked ${asked.length} times`);
    if (within > MOST_MS) faults.push(`${name}: 98 of 100 took up to ${within} ms`);
    if (shifted.length > 0) faults.push(`${name}: ${shifted.join('\n')}`);
    await context.close();
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
} finally {
  await browser.close();
}
