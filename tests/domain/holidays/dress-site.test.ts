import { describe, expect, it } from 'vitest';
import type { AccountModel } from '../../../edge/domain/account-model.ts';
import { compileSnapshot } from '../../../edge/domain/compile-snapshot.ts';
import { dressSite } from '../../../edge/domain/holidays/dress-site.ts';
import { DressedSites } from '../../../edge/services/dressed-sites.ts';
import { OfficeInputSchema } from '../../../shared/contract/admin/office.ts';
import { ScheduleInputSchema } from '../../../shared/contract/admin/schedule.ts';
import { type Site, SiteInputSchema } from '../../../shared/contract/admin/site.ts';
import { WidgetInputSchema } from '../../../shared/contract/admin/widget.ts';

const [OFFICE, SITE, WIDGET, SCHEDULE] = ['off', 'site', 'wdg', 'sch'].map(
  (prefix) => `${prefix}_0000000000000001`,
) as [string, string, string, string];

/** A site of an account in Moscow whose widget goes by a schedule in `timeZone`, if it has one. */
function aSite(holidayStyles: unknown, timeZone: string | null) {
  const schedule = timeZone === null ? null : SCHEDULE;
  const widget = {
    id: WIDGET,
    hash: 'w1',
    ...WidgetInputSchema.parse({
      name: 'W',
      site: SITE,
      offices: [OFFICE],
      schedule,
      holidayStyles,
      style: { colours: { widgetButton: '#123456', links: '#225588' }, css: '.rl-title {color: #333}' },
    }),
  };
  const hours = ScheduleInputSchema.parse({ name: 'Hours', timeZone: timeZone ?? 'UTC' });
  const model: AccountModel = {
    account: 'acc',
    name: 'Beresta',
    country: 'RU',
    timeZone: 'Europe/Moscow',
    excluded: [],
    offices: new Map([
      [OFFICE, { id: OFFICE, ...OfficeInputSchema.parse({ name: 'Main', phone: '+74950001010' }) }],
    ]),
    campaigns: [],
    widgets: [widget],
    schedules: new Map([[SCHEDULE, { id: SCHEDULE, ...hours }]]),
    integrations: new Map(),
    e164: new Map(),
    usableFrom: new Map(),
  };
  const site: Site = {
    id: SITE,
    key: 'k1',
    ...SiteInputSchema.parse({ name: 'Shop', hosts: ['shop.example'] }),
  };
  return compileSnapshot(model, site, 1);
}

const cssAt = (snapshot: ReturnType<typeof aSite>, at: string) =>
  dressSite(snapshot, Date.parse(at)).widgets[0]?.style.css ?? '';

describe('a widget with holiday styles', () => {
  it('puts on the colours and the sign of the holiday, and keeps everything else', () => {
    const snapshot = aSite(['halloween'], null);
    const usual = cssAt(snapshot, '2026-10-20T12:00:00Z');
    const dressed = cssAt(snapshot, '2026-10-31T12:00:00Z');
    expect(usual).toContain('--rl-button:#123456');
    expect(dressed).toContain('--rl-accent:#c75000!important');
    expect(dressed).toContain('--rl-button:#c75000!important');
    expect(dressed).toContain('🎃');
    for (const css of [usual, dressed]) {
      expect(css).toContain('--links:#225588');
      expect(css).toContain('.title {color: #333}');
    }
  });

  it.each([
    [null, '2026-10-27T20:59:59Z', '2026-10-27T21:00:00Z', '2026-10-31T20:59:59Z', '2026-10-31T21:00:00Z'],
    [
      'America/New_York',
      '2026-10-28T03:59:59Z',
      '2026-10-28T04:00:00Z',
      '2026-11-01T03:59:59Z',
      '2026-11-01T04:00:00Z',
    ],
    [
      'Asia/Kamchatka',
      '2026-10-27T11:59:59Z',
      '2026-10-27T12:00:00Z',
      '2026-10-31T11:59:59Z',
      '2026-10-31T12:00:00Z',
    ],
  ])('changes at midnight of its own zone, %s', (zone, before, first, last, after) => {
    const snapshot = aSite(['halloween'], zone);
    const isDressed = (at: string) => cssAt(snapshot, at).includes('🎃');
    expect([before, first, last, after].map(isDressed)).toEqual([false, true, true, false]);
  });

  it('tells pages nothing of it on other days, and nothing at all if it is off', () => {
    const day = Date.parse('2026-10-20T12:00:00Z');
    for (const styles of ['off', [], ['easter']]) {
      const snapshot = aSite(styles, null);
      expect(dressSite(snapshot, day)).toBe(snapshot.public);
      expect(JSON.stringify(snapshot.public)).not.toContain('easter');
    }
  });

  it('is dressed once a minute, and at once when the day begins', () => {
    let now = Date.parse('2026-10-27T20:59:10Z');
    const dressed = new DressedSites(() => now);
    const snapshot = aSite(['halloween'], null);
    expect(dressed.get(snapshot)).toBe(snapshot.public);
    now = Date.parse('2026-10-27T21:00:00Z');
    const festive = dressed.get(snapshot);
    expect(festive.widgets[0]?.style.css).toContain('🎃');
    now += 50_000;
    expect(dressed.get(snapshot)).toBe(festive);
  });
});
