import { expect, it } from 'vitest';
import { explainCampaigns } from '../../edge/domain/explain-campaigns.ts';
import type { CampaignStatus, RuleGroup } from '../../shared/contract/admin/campaign.ts';
import { anyOf, aVisit } from '../support/rules.ts';

const campaign = (id: string, status: CampaignStatus, ...groups: RuleGroup[]) => ({
  id,
  name: `${id}!`,
  status,
  groups,
});

const LIST = [
  campaign('paused', 'paused'),
  campaign('bing', 'active', anyOf({ value: 'bing' })),
  campaign(
    'yandex',
    'active',
    anyOf({ value: 'bing' }, { value: 'Yandex' }),
    anyOf({ type: 'hour', op: 'equals', value: '12' }),
  ),
  campaign('everybody', 'active'),
];

it('names the winner, and what was not reached although it would match', () => {
  const { campaign, campaigns } = explainCampaigns(LIST, aVisit('utm_source=yandex'), 'Europe/Moscow');
  expect(campaign).toEqual({ id: 'yandex', name: 'yandex!' });
  expect(campaigns.map(({ id, status, matches, reached }) => [id, status, matches, reached])).toEqual([
    ['paused', 'paused', true, false],
    ['bing', 'active', false, true],
    ['yandex', 'active', true, true],
    ['everybody', 'active', true, false],
  ]);
});

it('tells for each condition what the visit has', () => {
  const { campaigns } = explainCampaigns(LIST, aVisit('utm_source=yandex'), 'Europe/Moscow');
  expect(campaigns[2]?.groups).toMatchObject([
    {
      holds: true,
      any: [
        { type: 'utm_source', op: 'contains', not: false, value: 'bing', holds: false, actual: 'yandex' },
        { value: 'Yandex', holds: true, actual: 'yandex' },
      ],
    },
    { holds: true, any: [{ type: 'hour', holds: true, actual: '12' }] },
  ]);
});

it('has no winner where nothing matches, and null for what is absent', () => {
  const { campaign, campaigns } = explainCampaigns(LIST.slice(0, 3), aVisit(), 'UTC');
  expect(campaign).toBeNull();
  expect(campaigns[2]?.groups[0]?.any[0]).toMatchObject({ holds: false, actual: null });
});
