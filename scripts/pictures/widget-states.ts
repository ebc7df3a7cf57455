import type { Page } from 'playwright-core';
import { WidgetBehaviourSchema } from '../../shared/contract/admin/widget-behaviour.ts';
import { WidgetStyleSchema } from '../../shared/contract/admin/widget-style.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import { publicStyle } from '../../shared/style-css.ts';
import { type aCallback, openCard, type Stage, tellStage } from './widget-stage.ts';

/** One state of the widget: what the edge says, and what a visitor does to come there. */
export interface WidgetState {
  /** In words, below the picture. */
  label: string;
  stage?: (stage: Stage) => Stage;
  reach: (page: Page) => Promise<void>;
}

export const STATES = {
  launcher: { label: 'The launcher', reach: async () => {} },
  active: {
    label: 'Active widget',
    stage: (stage) => withStyle(stage, { show: { activeWidget: true } }),
    reach: (page) => page.locator('.teaser').waitFor(),
  },
  form: { label: 'The order', reach: openCard },
  faulty: { label: 'What is wrong', reach: (page) => order(page, '+7 999 12', false) },
  times: { label: 'A convenient time', reach: chooseTime },
  countdown: { label: 'Counting down', reach: order },
  manager: { label: 'Ringing the office', reach: (page) => told(page, 'ringing_manager') },
  visitor: { label: 'Ringing the visitor', reach: (page) => told(page, 'ringing_visitor') },
  talking: { label: 'Talking', reach: (page) => told(page, 'talking') },
  done: { label: 'Done', reach: (page) => told(page, 'completed') },
  failed: { label: 'Nobody answered', reach: (page) => told(page, 'failed', 'no_answer_manager') },
  planned: {
    label: 'Planned, and how to move it',
    stage: (stage) => ({
      ...stage,
      order: { kind: 'ok', value: { ...later(), id: 'cb_1', status: 'planned', etaS: null, token: 't' } },
    }),
    async reach(page) {
      await order(page);
      await tellStage(page, { ...later(), status: 'planned', can: ['cancel', 'reschedule'] });
      await page.getByRole('dialog').locator('.choices button').first().waitFor();
    },
  },
  unsure: { label: 'To be confirmed', reach: (page) => told(page, 'needs_confirmation') },
  offline: {
    label: 'No connection',
    stage: (stage) => ({ ...stage, order: { kind: 'lost', reason: 'network' } }),
    reach: order,
  },
  night: {
    label: 'Outside hours',
    stage: (stage) => ({ ...stage, slots: someSlots({ workingNow: false, mode: 'night' }) }),
    reach: openCard,
  },
  holiday: {
    label: 'A special day',
    stage: (stage) => ({
      ...stage,
      slots: someSlots({
        workingNow: false,
        mode: 'holiday',
        texts: { en: 'We are away until 12 January. Leave your number, and we will call you then.' },
      }),
    }),
    reach: openCard,
  },
  plus: { label: 'Active+', reach: (page) => openCard(page, 'activePlus') },
} as const satisfies Record<string, WidgetState>;
export type StateName = keyof typeof STATES;

/** Monday noon in Moscow: when everything here happens. */
export const NOW = Date.parse('2026-11-23T09:20:00Z');

/** As an owner would have it. */
const LOOKS = { accent: '#1f5eff', radius: { buttonPx: 12, windowPx: 18, inputPx: 12 } };

/** A widget with everything that can be asked, as its owner would have it. */
export function aStage(lang: string): Stage {
  return {
    lang,
    slots: someSlots(),
    widget: {
      hash: 'w1',
      company: 'Beresta',
      phones: [
        { country: 'RU', code: '7', trunk: '8', lengths: [10] },
        { country: 'DE', code: '49', trunk: '0', lengths: [7, 8, 9, 10, 11] },
      ],
      country: 'RU',
      offices: [
        { id: 'off_a', name: 'Showroom, Tverskaya 12' },
        { id: 'off_b', name: 'Workshop' },
      ],
      behaviour: WidgetBehaviourSchema.parse({ phoneCountries: ['RU', 'DE'] }),
      language: null,
      tools: [],
      texts: {
        en: { disclaimer: 'I agree to the [terms of processing my data](https://beresta.example/privacy).' },
      },
      style: publicStyle(WidgetStyleSchema.parse(LOOKS), null),
    } satisfies PublicWidget,
  };
}

export function withStyle(stage: Stage, style: Record<string, unknown>): Stage {
  const { show, ...rest } = style as { show?: object };
  const parsed = WidgetStyleSchema.parse({ ...LOOKS, ...rest, show });
  return { ...stage, widget: { ...stage.widget, style: publicStyle(parsed, null) } };
}

/** A week of half hours from ten to six, in Moscow, from tomorrow on. */
export function someSlots(over: Partial<SlotsAnswer> = {}): SlotsAnswer {
  const start = new Date(NOW);
  start.setUTCHours(7, 0, 0, 0);
  const days = [1, 2, 3, 4, 5, 6].map((ahead) => {
    const at = (halfHours: number) =>
      new Date(start.getTime() + ahead * 86_400_000 + halfHours * 1_800_000).toISOString();
    const slots = Array.from({ length: 16 }, (_, i) => at(i));
    return { date: at(0).slice(0, 10), slots, convenient: at(5) };
  });
  return {
    zone: 'Europe/Moscow',
    workingNow: true,
    next: days[0]?.slots[0] ?? null,
    days,
    mode: 'day',
    texts: {},
    hours: { from: '10:00', to: '18:00' },
    shown: true,
    ...over,
  };
}

async function order(page: Page, phone = '9991234567', hasAgreed = true): Promise<void> {
  await openCard(page);
  await page.locator('#rl-phone').fill(phone);
  if (hasAgreed) await page.getByRole('checkbox').check();
  await page.locator('[type=submit]').click();
  await page
    .locator(hasAgreed ? '.status' : '.fault')
    .first()
    .waitFor();
}

async function chooseTime(page: Page): Promise<void> {
  await openCard(page);
  await page.locator('.link').click();
  await page.locator('.picker').waitFor();
}

async function told(
  page: Page,
  status: ReturnType<typeof aCallback>['status'],
  reason?: 'no_answer_manager',
) {
  await order(page);
  await tellStage(page, { status, ...(reason && { reason }) });
  await page.locator(`.card .badge, .card .ring`).first().waitFor();
}

function later(): { scheduledAt: string } {
  return { scheduledAt: someSlots().days[1]?.slots[5] ?? '' };
}
