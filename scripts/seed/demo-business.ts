import type { CampaignInput } from '../../shared/contract/admin/campaign.ts';
import type { NumberInput } from '../../shared/contract/admin/number.ts';
import type { OfficeInput } from '../../shared/contract/admin/office.ts';
import type { ScheduleInput } from '../../shared/contract/admin/schedule.ts';
import type { SiteInput } from '../../shared/contract/admin/site.ts';
import type { WidgetInput } from '../../shared/contract/admin/widget.ts';
import { DEMO_HOURS_NAME, nightHours } from '../../shared/demo-hours.ts';

/**
 * The business that a new server shows: the workshop of `demo-site/shop`, with its site and a second one. Nothing
 * here rings anybody: the widgets use the simulator, and the numbers are made up (555-01-xx, and 000-xx-xx, which
 * no Moscow number begins with). Entities name each other by the keys of these tables.
 */
export const DEMO_ACCOUNT = { name: 'Beresta', timeZone: 'Europe/Moscow', country: 'RU' };
/** Its people speak English, as its shop does. */
export const DEMO_SETTINGS = { mail: { language: 'en' } };

/** What it has to spend on numbers: 50,000.00. */
export const DEMO_CREDIT = { kind: 'credit', amount: 5_000_000, reason: 'Welcome to the demo' } as const;

type DemoSite = Pick<SiteInput, 'name' | 'hosts'>;
type DemoOffice = Pick<OfficeInput, 'name' | 'phone' | 'notifications'>;
type DemoNumber = Pick<NumberInput, 'e164' | 'kind' | 'status' | 'region'>;
type DemoCampaign = Pick<CampaignInput, 'name' | 'site' | 'offices'> & {
  groups: { any: Pick<CampaignInput['groups'][number]['any'][number], 'type' | 'op' | 'value'>[] }[];
};
type DemoWidget = Pick<WidgetInput, 'name' | 'site' | 'offices' | 'provider' | 'texts'> & {
  scenario: Pick<WidgetInput['scenario'], 'delays'> & {
    smartCall: Partial<WidgetInput['scenario']['smartCall']>;
    retries: Pick<WidgetInput['scenario']['retries'], 'afterMin'>;
  };
  ivr: Pick<WidgetInput['ivr'], 'language' | 'before' | 'after'>;
};

export const DEMO_SITES: Record<string, DemoSite> = {
  shop: { name: 'Beresta kitchens', hosts: ['127.0.0.1', 'localhost'] },
  showroom: { name: 'Beresta showroom', hosts: ['127.0.0.1', 'localhost'] },
};

/** Their numbers are those of the shop's pages, the first one marked `.phone`, the second `.phone-service`. */
export const DEMO_OFFICES: Record<string, DemoOffice> = {
  main: {
    name: 'Showroom',
    phone: '+74950001010',
    notifications: [
      { email: 'showroom@beresta.example', on: 'failure' },
      { email: 'owner@beresta.example', on: 'all' },
    ],
  },
  service: {
    name: 'Service desk',
    phone: '+74950002020',
    notifications: [{ email: 'service@beresta.example', on: 'failure' }],
  },
  warehouse: { name: 'Warehouse', phone: '+74950003030', notifications: [] },
};

/** `m1` to `m11` are Moscow numbers, `free` is a toll-free one. */
export const DEMO_NUMBERS: Record<string, DemoNumber> = {
  ...Object.fromEntries(
    Array.from({ length: 11 }, (_, i) => [
      `m${i + 1}`,
      ownNumber(`+749555501${String(i + 1).padStart(2, '0')}`, 'Moscow'),
    ]),
  ),
  free: ownNumber('+78005550100', 'Russia'),
};

function ownNumber(e164: string, region: string): DemoNumber {
  return { e164, kind: 'own', status: 'active', region };
}

/** In list order: the first whose rules hold wins, so the one for everybody stands last. */
export const DEMO_CAMPAIGNS: Record<string, DemoCampaign> = {
  yandex: {
    name: 'Yandex Direct',
    site: 'shop',
    groups: [{ any: [{ type: 'utm_source', op: 'contains', value: 'yandex' }] }],
    offices: [
      { office: 'main', selectors: ['.phone'], numbers: ['m1', 'm2', 'm3'], fallback: 'm4' },
      { office: 'service', selectors: ['.phone-service'], numbers: ['m5', 'm6'], fallback: 'm7' },
    ],
  },
  google: {
    name: 'Google Ads',
    site: 'shop',
    groups: [
      { any: [{ type: 'utm_source', op: 'equals', value: 'google' }] },
      { any: [{ type: 'utm_medium', op: 'one_of', value: ['cpc', 'ppc'] }] },
    ],
    offices: [{ office: 'main', selectors: ['.phone'], numbers: ['m8', 'm9'], fallback: 'm10' }],
  },
  newsletter: {
    name: 'Newsletter',
    site: 'shop',
    groups: [{ any: [{ type: 'utm_medium', op: 'equals', value: 'email' }] }],
    offices: [{ office: 'main', selectors: ['.phone'], numbers: ['m11'], fallback: null }],
  },
  everybody: {
    name: 'Everybody else',
    site: 'shop',
    groups: [],
    offices: [{ office: 'main', selectors: ['.phone'], numbers: ['free'], fallback: null }],
  },
};

const TEXTS: WidgetInput['texts'] = {
  en: {
    launcher: 'Call me back',
    title: 'We call you back',
    lead: 'Leave your number, and a manager rings you within half a minute.',
    button: 'Call me',
  },
  ru: {
    launcher: 'Перезвоните мне',
    title: 'Мы вам перезвоним',
    lead: 'Оставьте номер, и менеджер позвонит вам в течение полминуты.',
    button: 'Жду звонка',
  },
};

/** The shop speaks English, so its managers hear English. */
const IVR: DemoWidget['ivr'] = {
  language: 'en',
  before: 'A call from {{TITLE}} {{PAUSE}} {{IVR}}',
  after: 'Please wait while we ring the client',
};

type DemoSchedule = Pick<ScheduleInput, 'name' | 'timeZone' | 'week' | 'convenient' | 'intervalMin'>;

/** The widgets go by it from when the telephones page makes it night until it makes it day. */
export const DEMO_SCHEDULES: Record<string, DemoSchedule> = {
  hours: { name: DEMO_HOURS_NAME, timeZone: DEMO_ACCOUNT.timeZone, intervalMin: 5, ...nightHours(0) },
};

/** Telephones that are clicked need no pauses, and a second try within the time that somebody looks on. */
const SCENARIO = {
  delays: { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 },
  retries: { afterMin: [1, 3] },
  smartCall: { speech: true },
};

/** Beside those that every widget begins with: 5 connects, 7 cancels. */
const ALL_KEYS = { reschedule: '2', info: '4', tag: '8', nightTag: '9' };

export const DEMO_WIDGETS: Record<string, DemoWidget> = {
  shop: {
    name: 'Beresta kitchens',
    site: 'shop',
    offices: ['main', 'service'],
    provider: 'simulator',
    scenario: { ...SCENARIO, smartCall: { ...SCENARIO.smartCall, ...ALL_KEYS } },
    texts: TEXTS,
    ivr: IVR,
  },
  showroom: {
    name: 'Beresta showroom',
    site: 'showroom',
    offices: ['main'],
    provider: 'simulator',
    scenario: SCENARIO,
    texts: TEXTS,
    ivr: IVR,
  },
};
