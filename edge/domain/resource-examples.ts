import { ScenarioSchema } from '../../shared/contract/admin/scenario.ts';
import { ScheduleInputSchema } from '../../shared/contract/admin/schedule.ts';
import { WidgetBehaviourSchema } from '../../shared/contract/admin/widget-behaviour.ts';
import { WidgetStyleSchema } from '../../shared/contract/admin/widget-style.ts';
import { RECORD_EXAMPLES } from './record-examples.ts';
import type { Example } from './resource-example.ts';
import { PRIVACY_EXAMPLES } from './resources/privacy-examples.ts';

/** As `composeSiteCode` makes it. */
export const SITE_CODE_EXAMPLE = {
  tag: '<script async src="https://calls.example/r/s0123456789abcdefghjkmnpqrs.js"></script>',
  pinned: null,
  npm: "import { load } from 'ringlet';\n\nload({ origin: 'https://calls.example', site: 's0123456789abcdefghjkmnpqrs' });",
  csp: 'script-src https://calls.example; connect-src https://calls.example wss://calls.example',
};

/** One entity of each resource as the API answers it, and the body that would create it. */
export const RESOURCE_EXAMPLES = {
  ...RECORD_EXAMPLES,
  ...PRIVACY_EXAMPLES,
  sites: withId(
    'site_0123456789abcdef',
    { key: 's0123456789abcdefghjkmnpqrs' },
    {
      name: 'Beresta kitchens',
      hosts: ['beresta.example', '*.beresta.example'],
      consentDefault: 'full',
      late: 'unseen',
      consentSignals: [],
      bridges: ['dataLayer'],
    },
  ),
  offices: withId(
    'off_0123456789abcdef',
    {},
    {
      name: 'Showroom',
      phone: '+74950001010',
      sip: null,
      extension: '12',
      notifications: [{ email: 'desk@beresta.example', on: 'failure' }],
    },
  ),
  numbers: withId(
    'num_0123456789abcdef',
    {
      campaign: 'cmp_0123456789abcdef',
      shield: false,
      lastIssueAt: '2026-12-01T08:58:12.000Z',
      issues: 412,
      lastCallAt: '2026-12-01T09:00:00.000Z',
      calls: 17,
    },
    {
      e164: '+74955550101',
      kind: 'virtual',
      status: 'active',
      region: 'Moscow',
      operator: null,
      cost: 15_000,
    },
  ),
  campaigns: withId(
    'cmp_0123456789abcdef',
    { status: 'active', position: 0, calls: 41, warnings: [] },
    {
      name: 'Yandex Direct',
      site: 'site_0123456789abcdef',
      sessionS: 300,
      afterSessionS: 300,
      restS: 60,
      groups: [
        { any: [{ type: 'utm_source', op: 'contains', not: false, value: 'yandex', matchCase: false }] },
        { any: [{ type: 'utm_medium', op: 'one_of', not: false, value: ['cpc', 'ppc'], matchCase: false }] },
      ],
      offices: [
        {
          office: 'off_0123456789abcdef',
          selectors: ['.phone', 'footer a[href^="tel:"]'],
          numbers: ['num_0123456789abcdef', 'num_0123456789abcdeg'],
          fallback: 'num_0123456789abcdeh',
        },
      ],
    },
  ),
  widgets: withId(
    'wdg_0123456789abcdef',
    { hash: 'w0123456789abcdefghjkmnpqrs', warnings: [] },
    {
      name: 'Call me back',
      site: 'site_0123456789abcdef',
      offices: ['off_0123456789abcdef'],
      callTrackingSelectors: [{ office: 'off_0123456789abcdef', selector: '.contacts .tel', extension: -1 }],
      provider: 'simulator',
      integration: null,
      schedule: 'sch_0123456789abcdef',
      scenario: ScenarioSchema.parse({
        smartCall: { connect: '5', cancel: '7' },
        retries: { afterMin: [3, 15] },
      }),
      ivr: {
        language: 'en',
        voice: 'female',
        before: 'A call from {{SERVICE}} {{TITLE}} {{PAUSE}} {{IVR}}',
        after: 'Connecting you with the visitor',
      },
      language: null,
      tools: [],
      behaviour: WidgetBehaviourSchema.parse({}),
      texts: { en: { launcher: 'Call me back', button: 'Call me' } },
      style: WidgetStyleSchema.parse({}),
      styleId: null,
      holidayStyles: 'off',
    },
  ),
  schedules: withId(
    'sch_0123456789abcdef',
    { warnings: [] },
    ScheduleInputSchema.parse({
      name: 'Office hours',
      timeZone: 'Europe/Moscow',
      week: {
        mon: [{ from: '09:00', to: '18:00' }],
        fri: [
          { from: '09:00', to: '13:00' },
          { from: '14:00', to: '17:30' },
        ],
      },
      convenient: { mon: '10:00', sat: '12:00' },
      nightMode: true,
      intervalMin: 1,
      specialDays: [
        {
          name: 'New Year',
          dates: ['2027-01-01', '2027-01-02'],
          hours: [],
          texts: { en: 'Happy New Year!' },
        },
      ],
    }),
  ),
  exclusions: withId('exc_0123456789abcdef', {}, { address: '203.0.113.0/24', note: 'The office itself' }),
  integrations: withId(
    'int_0123456789abcdef',
    {
      key: 'i0123456789abcdefghjkmnpqrs',
      secret: null,
      url: null,
      accountSid: null,
      apiKeySid: null,
      from: null,
      domain: null,
      region: null,
      login: null,
      crm: null,
      warnings: [],
    },
    { name: 'Exchange in the basement', provider: 'webhook' },
  ),
} satisfies Record<string, Example>;

/** `own` is what the server adds to the input. */
function withId(id: string, own: Record<string, unknown>, input: Record<string, unknown>): Example {
  return { input, entity: { id, ...own, ...input } };
}
