import type { BrowserContextOptions } from 'playwright-core';
import type { Stage } from '../../scripts/pictures/widget-stage.ts';
import { STATES, type StateName } from '../../scripts/pictures/widget-states.ts';

/** One picture of the widget that is kept. */
export interface Shot {
  state: StateName;
  lang: string;
  context: BrowserContextOptions;
  dress?: (stage: Stage) => Stage;
}

const DESKTOP = { viewport: { width: 600, height: 740 } };
const PHONE = { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true };
const DARK = { ...DESKTOP, colorScheme: 'dark' as const };
const FORCED = { ...DESKTOP, forcedColors: 'active' as const };
const NARROW = { viewport: { width: 320, height: 640 } };
/** A window of 1280 by 1024, enlarged four times. */
const ENLARGED = { viewport: { width: 320, height: 256 } };

const of = (name: string, context: BrowserContextOptions, lang: string, states: readonly StateName[]) =>
  states.map((state): [string, Shot] => [`${name}, ${lang}, ${state}`, { state, lang, context }]);

/** By their names. */
export const SHOTS: Readonly<Record<string, Shot>> = Object.fromEntries([
  ...of('desktop', DESKTOP, 'en', Object.keys(STATES) as StateName[]),
  ...of('phone', PHONE, 'en', ['active', 'form', 'times', 'countdown', 'failed', 'planned', 'plus']),
  ...of('dark', DARK, 'en', ['launcher', 'form', 'times', 'countdown', 'failed']),
  ...of('desktop', DESKTOP, 'de', ['form', 'faulty', 'planned', 'failed']),
  ...of('desktop', DESKTOP, 'ru', ['night', 'faulty', 'planned', 'unsure']),
  ...of('desktop', DESKTOP, 'ar', ['active', 'form', 'times', 'countdown']),
  ...of('320 pixels', NARROW, 'de', ['active', 'form', 'times']),
  ...of('400 %', ENLARGED, 'ru', ['launcher', 'form', 'countdown']),
  ...of('forced colours', FORCED, 'en', ['launcher', 'active', 'form', 'times', 'countdown', 'failed']),
]);
