import type { Campaign } from '../../../shared/contract/admin/campaign.ts';
import type { Warning } from '../../../shared/contract/admin/common.ts';
import { looksLikeSelector } from '../../domain/css-selector.ts';
import { takesAllOf } from '../../domain/rule-implication.ts';

/** A longer session ties up numbers for visitors who have left (S2-64). */
const LONG_SESSION_S = 600;

/**
 * A campaign with what its owner should look at. `campaigns` are all of the account, in list order; `measured` are
 * warnings that follow from what was counted.
 */
export function presentCampaign(
  campaign: Campaign,
  campaigns: readonly Campaign[],
  measured: readonly Warning[],
): Record<string, unknown> {
  const warnings = [
    ...unusedSelectors(campaign),
    ...emptyOffices(campaign),
    ...shadows(campaign, campaigns),
    ...measured,
  ];
  if (isCatchAllBeforeOthers(campaign, campaigns)) {
    warnings.push({
      code: 'catch_all_not_last',
      path: 'groups',
      message: 'A campaign for everybody wins before the active campaigns below it are asked.',
    });
  }
  if (campaign.sessionS > LONG_SESSION_S) {
    warnings.push({
      code: 'session_long',
      path: 'sessionS',
      message: `A session above ${LONG_SESSION_S} s keeps numbers from other visitors: more numbers are needed.`,
    });
  }
  return { ...campaign, warnings };
}

function unusedSelectors({ offices }: Campaign): Warning[] {
  return offices.flatMap(({ selectors }, i) =>
    selectors.flatMap((selector, j) =>
      looksLikeSelector(selector)
        ? []
        : [
            {
              code: 'selector_unused',
              path: `offices.${i}.selectors.${j}`,
              message: 'This is no CSS selector: no page will be changed by it.',
            },
          ],
    ),
  );
}

function emptyOffices({ offices }: Campaign): Warning[] {
  return offices.flatMap(({ numbers }, i) =>
    numbers.length > 0
      ? []
      : [
          {
            code: 'office_without_numbers',
            path: `offices.${i}.numbers`,
            message: 'The page keeps its own number for this office.',
          },
        ],
  );
}

/** Said of a draft and a paused campaign too: they would never fire from where they stand. */
function shadows(campaign: Campaign, campaigns: readonly Campaign[]): Warning[] {
  if (campaign.status === 'archived') return [];
  const shadow = campaigns.find(
    (other) =>
      other.status === 'active' &&
      other.site === campaign.site &&
      other.position < campaign.position &&
      takesAllOf(other.groups, campaign.groups),
  );
  if (!shadow) return [];
  const message = `It can never fire: the campaign ${shadow.id} "${shadow.name}" above takes all of its visitors.`;
  return [{ code: 'shadowed', path: 'position', message }];
}

function isCatchAllBeforeOthers(campaign: Campaign, campaigns: readonly Campaign[]): boolean {
  const isActive = (other: Campaign) => other.status === 'active' && other.site === campaign.site;
  if (campaign.groups.length > 0 || !isActive(campaign)) return false;
  return campaigns.some((other) => isActive(other) && other.position > campaign.position);
}
