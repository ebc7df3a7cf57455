import type { EdgeCampaign } from '../../edge/domain/site-model.ts';
import type { Visit } from '../../edge/domain/visit-attributes.ts';
import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import type { Condition } from '../../shared/contract/admin/condition.ts';
import { computeTouch } from '../../shared/touch.ts';

export function aCondition(changes: Partial<Condition>): Condition {
  return { type: 'utm_source', op: 'contains', not: false, value: 'yandex', matchCase: false, ...changes };
}

/** A group of which any of these must hold. */
export function anyOf(...conditions: Partial<Condition>[]): RuleGroup {
  return { any: conditions.map(aCondition) };
}

export function aCampaign(id: string, ...groups: RuleGroup[]): EdgeCampaign {
  return { id, name: id, groups, sessionS: 300, dynamic: false, offices: [] };
}

/** A visit of `shop.example` whose first page had `query`, Monday 2026-11-23 09:30 UTC unless told otherwise. */
export function aVisit(query = '', changes: Partial<Visit> & { referrer?: string } = {}): Visit {
  const { referrer = '', ...rest } = changes;
  const page = `https://shop.example/kitchens${query && `?${query}`}`;
  return {
    touch: computeTouch(page, referrer, (host) => host.endsWith('shop.example')),
    page,
    country: null,
    region: null,
    city: null,
    device: null,
    language: null,
    visitor: 'new',
    at: Date.parse('2026-11-23T09:30:00Z'),
    ...rest,
  };
}
