import { expect, test } from 'vitest';
import type { Communication } from '../../../edge/domain/crm/communication.ts';
import { matches } from '../../../edge/domain/crm/match-conditions.ts';
import {
  CRM_PARAMS,
  type CrmCondition,
  CrmFilterSchema,
  type CrmParam,
} from '../../../shared/contract/admin/crm-condition.ts';
import { aCommunication } from '../../support/crm.ts';

const touch: Communication['touch'] = {
  source: 'yandex',
  medium: 'cpc',
  campaign: 'sofas',
  content: 'banner',
  term: 'buy',
  clickIds: {},
  referrer: null,
  landing: '',
  type: 'cpc',
  ageS: 0,
};
const FULL = aCommunication({
  kind: 'chat',
  office: { id: 'off_1', name: 'O' },
  channel: { id: 'chn_1', name: 'C', type: 'whatsapp' },
  widget: { id: 'wdg_1', name: 'W' },
  tool: 'Header',
  touch,
  responsible: 'emp_1',
  success: false,
  tags: ['unique', 'target'],
});
const EMPTY = aCommunication({
  site: null,
  campaign: null,
  calledNumber: null,
  success: null,
  contact: { name: null, phones: [], emails: [] },
});

/** One value that `FULL` has of each param. */
const VALUES: Record<CrmParam, string> = {
  site: FULL.site?.id ?? '',
  campaign: FULL.campaign?.id ?? '',
  office: 'off_1',
  widget: 'wdg_1',
  channel: 'chn_1',
  employee: 'emp_1',
  channel_type: 'WhatsApp',
  tool: 'header',
  kind: 'chat',
  direction: 'IN',
  number: '+74951234567',
  country: 'ru',
  utm_source: 'Yandex',
  utm_medium: 'cpc',
  utm_campaign: 'sofas',
  utm_content: 'banner',
  utm_term: 'buy',
  source_type: 'cpc',
  tag: 'target',
  result: 'failed',
};

const holds = (all: CrmCondition[], told: Communication) => matches([{ all }], told);

test.each(CRM_PARAMS)('%s is allowed and forbidden by its value', (param) => {
  const condition = (is: 'allowed' | 'forbidden', values: string[]) => [{ param, is, values }];
  expect(holds(condition('allowed', ['nothing', VALUES[param]]), FULL)).toBe(true);
  expect(holds(condition('allowed', ['nothing']), FULL)).toBe(false);
  expect(holds(condition('forbidden', ['nothing', VALUES[param]]), FULL)).toBe(false);
  expect(holds(condition('forbidden', ['nothing']), FULL)).toBe(true);
});

test.each(CRM_PARAMS.filter((param) => param !== 'kind' && param !== 'direction'))(
  'a communication without %s is none of the values',
  (param) => {
    expect(holds([{ param, is: 'allowed', values: [VALUES[param]] }], EMPTY)).toBe(false);
    expect(holds([{ param, is: 'forbidden', values: [VALUES[param]] }], EMPTY)).toBe(true);
  },
);

test('all conditions of a group must hold, and any of the groups', () => {
  const yes: CrmCondition = { param: 'kind', is: 'allowed', values: ['chat'] };
  const no: CrmCondition = { param: 'kind', is: 'forbidden', values: ['chat'] };
  expect(matches([], FULL)).toBe(true);
  expect(matches([{ all: [yes, yes] }], FULL)).toBe(true);
  expect(matches([{ all: [yes, no] }], FULL)).toBe(false);
  expect(matches([{ all: [no] }, { all: [yes] }], FULL)).toBe(true);
  expect(matches([{ all: [no] }, { all: [no] }], FULL)).toBe(false);
});

test.each([
  [[{ all: [{ param: 'kind', is: 'allowed', values: ['call', 'letter'] }] }], '0.all.0.values.1'],
  [[{ all: [] }], '0.all'],
  [[{ all: [{ param: 'kind', is: 'allowed', values: [] }] }], '0.all.0.values'],
  [[{ all: [{ param: 'planet', is: 'allowed', values: ['x'] }] }], '0.all.0.param'],
  [[{ all: [{ param: 'tag', is: 'maybe', values: ['x'] }] }], '0.all.0.is'],
])('%j is refused at %s', (filter, path) => {
  const parsed = CrmFilterSchema.safeParse(filter);
  expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
});
