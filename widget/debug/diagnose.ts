import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { Fault } from '../../shared/faults.ts';
import { isHostAllowed } from '../../shared/hosts.ts';
import type { Explanation } from '../public-api.ts';
import type { EdgeAnswer } from './ask-edge.ts';
import type { Found } from './find-on-page.ts';

/** Something of ours that the page's policy kept from happening. */
export interface Violation {
  directive: string;
  blocked: string;
}

/** What the overlay knows of the page. */
export interface Observed {
  origin: string;
  site: string;
  hosts: readonly string[];
  hostname: string;
  /** Keys of the tags on the page. */
  tags: readonly string[];
  consent: ConsentMode;
  /** What the page itself says. */
  local: Explanation;
  edge: EdgeAnswer;
  found: readonly Found[];
  violations: readonly Violation[];
}

/** Reasons of the page for which no answer came. */
const UNANSWERED = ['timeout', 'network', 'bad_answer', 'error'];

/** What is wrong on a page that runs, the cause before its consequences. */
export function diagnose(seen: Observed): Fault[] {
  return [...judgeTags(seen), ...judgeWay(seen), ...judgeNumbers(seen), ...judgeTargets(seen)];
}

/** What the page was promised counts, and what the edge would promise now if that is known. */
function judgeNumbers({ consent, local, edge }: Observed): Fault[] {
  if (consent !== 'full') return [{ code: 'consent_pending', sure: true, values: {} }];
  if (local.reason === 'no_campaign') return [{ code: 'no_campaign', sure: true, values: {} }];
  const offices = edge.kind === 'told' ? edge.explanation.offices : [];
  const exhausted = offices.filter(({ why }) => why === 'exhausted');
  if (exhausted.length > 0) {
    return exhausted.map(({ name, shows }) => ({
      code: 'pool_exhausted',
      sure: true,
      values: { OFFICE: name },
      ...(shows === 'fallback' && { hint: 'shows_fallback' as const }),
    }));
  }
  if (local.reason !== 'exhausted') return [];
  return [{ code: 'pool_exhausted', sure: true, values: { OFFICE: local.campaign?.name ?? '' } }];
}

function judgeTags({ tags, site }: Observed): Fault[] {
  const faults: Fault[] = [];
  const stranger = tags.find((key) => key !== site);
  if (stranger !== undefined) {
    faults.push({ code: 'wrong_key', sure: true, values: { FOUND: stranger || '—', WANTED: site } });
  }
  if (tags.length > 1) {
    faults.push({ code: 'tag_found_twice', sure: true, values: { COUNT: String(tags.length) } });
  }
  return faults;
}

/** A page cannot tell a refusal from silence, so the first reason that explains it is named. */
function judgeWay({ origin, hosts, hostname, local, edge, violations }: Observed): Fault[] {
  if (!isHostAllowed(hosts, hostname)) {
    return [{ code: 'origin_not_allowed', sure: true, values: { HOST: hostname } }];
  }
  const directives = [...new Set(violations.map(({ directive }) => directive))];
  if (directives.length > 0) {
    return directives.map((DIRECTIVE) => ({
      code: 'csp_blocked',
      sure: true,
      values: { DIRECTIVE, SOURCE: origin },
    }));
  }
  if (!UNANSWERED.includes(local.reason) && edge.kind !== 'lost') return [];
  const isSlow = local.reason === 'timeout' && edge.kind !== 'lost';
  const values = { ORIGIN: origin };
  return [{ code: 'api_unreachable', sure: true, values, ...(isSlow && { hint: 'slow_answer' as const }) }];
}

/** Only where there is something to show. */
function judgeTargets({ local, found }: Observed): Fault[] {
  if (local.swaps.length === 0 || found.length === 0) return [];
  const hits = found.filter(({ elements }) => elements.length > 0);
  const names = (list: readonly Found[]) => list.map(({ selector }) => selector).join(', ');
  if (hits.length === 0) return [{ code: 'no_selector', sure: true, values: { SELECTORS: names(found) } }];
  const unknown = hits.filter(({ skipped }) => skipped.no_number);
  const isShown = hits.some(({ shown }) => shown > 0);
  if (isShown || unknown.length === 0) return [];
  return [{ code: 'format_unknown', sure: true, values: { SELECTORS: names(unknown) } }];
}
