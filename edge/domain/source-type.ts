import type { SourceType } from '../../shared/contract/admin/condition.ts';
import { type Touch, UTM_TAGS } from '../../shared/touch.ts';

/**
 * The coarse kind of traffic that rules know (S2-50). Any UTM tag makes a visit `cpc`, and so does the click id of
 * an advertisement; a search engine is `organic` and never `referral`; social networks and other sites are
 * `referral`. The finer label of the touch is the condition type `channel`.
 */
export function sourceTypeOf(touch: Touch): SourceType {
  if (UTM_TAGS.some((tag) => touch[tag])) return 'cpc';
  switch (touch.type) {
    case 'direct':
    case 'organic':
    case 'cpc':
    case 'referral':
      return touch.type;
    case 'social':
      return 'referral';
    case 'email':
    case 'other':
      return touch.referrer ? 'referral' : 'direct';
    default: {
      const never: never = touch.type;
      return never;
    }
  }
}
