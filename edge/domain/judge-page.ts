import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { Fault, FaultHint } from '../../shared/faults.ts';
import { isHostAllowed } from '../../shared/hosts.ts';
import { parseUrl } from '../../shared/parse-url.ts';
import { digitsOf } from '../../shared/phone.ts';
import { findRefusal } from './content-policy.ts';
import { findDelay } from './delaying-plugins.ts';
import { isLoopbackHost, isPublicAddress } from './outgoing-address.ts';
import type { PageFacts, TagFact } from './page-facts.ts';

/** What a page is held against: its site, and what a direct visit to it would be shown. */
export interface CheckedSite {
  key: string;
  hosts: readonly string[];
  consentDefault: ConsentMode;
  hasActiveCampaign: boolean;
  /** A direct visit gets one. */
  hasCampaign: boolean;
  /** Offices without a free number. */
  exhausted: readonly { office: string; hasFallback: boolean }[];
}

/** A number has at least so many digits. */
const FEWEST_DIGITS = 7;

/** What is wrong with a page, the cause before its consequences. */
export function judgePage(page: PageFacts, site: CheckedSite): Fault[] {
  return [...judgeTags(page, site), ...judgeCampaign(page, site)];
}

/** The fault of an address whose host the site does not list, or null. */
export function judgeHost(url: string, hosts: readonly string[]): Fault | null {
  const hostname = parseUrl(url)?.hostname;
  if (hostname === undefined || isHostAllowed(hosts, hostname)) return null;
  return { code: 'origin_not_allowed', sure: true, values: { HOST: hostname } };
}

function judgeTags(page: PageFacts, site: CheckedSite): Fault[] {
  const tags = page.tags.filter(({ isInNoscript }) => !isInNoscript);
  const [first] = tags;
  if (!first) return [missingTag(page)];
  const delays = tags.map(findDelay);
  const [delay] = delays;
  const faults: Fault[] = [];
  if (delay && !delays.includes(null)) {
    faults.push({ code: 'delayed_by_plugin', sure: true, values: { PLUGIN: delay } });
  }
  if (tags.length > 1) {
    faults.push({ code: 'tag_found_twice', sure: true, values: { COUNT: String(tags.length) } });
  }
  const stranger = tags.find(({ key }) => key !== site.key);
  if (stranger) {
    const values = { FOUND: stranger.key || '—', WANTED: site.key };
    faults.push({ code: 'wrong_key', sure: true, values });
  }
  return [...faults, ...judgeWay(page, first), ...judgeConsent(site, first)];
}

function missingTag({ tags, isCommentedOut, hasTagManager }: PageFacts): Fault {
  const hint: FaultHint | null =
    tags.length > 0 ? 'in_noscript' : isCommentedOut ? 'in_comment' : hasTagManager ? 'tag_manager' : null;
  return { code: 'tag_not_found', sure: hint !== 'tag_manager', values: {}, ...(hint && { hint }) };
}

/** Whether the browser of a visitor may and can load the tag and reach the server behind it. */
function judgeWay({ url, policies }: PageFacts, tag: TagFact): Fault[] {
  const [page, server] = [parseUrl(url), parseUrl(tag.src)];
  if (!page || !server) return [];
  const unreachable = (hint: FaultHint): Fault[] => [
    { code: 'api_unreachable', sure: true, values: { ORIGIN: server.origin }, hint },
  ];
  if (page.protocol === 'https:' && server.protocol === 'http:' && !isLoopbackHost(server.hostname)) {
    return unreachable('mixed_content');
  }
  if (!isPublicAddress(server) && isPublicAddress(page)) return unreachable('private_server');
  const self = page.origin;
  const script = { directive: 'script-src', url: tag.src, self, nonce: tag.nonce } as const;
  const ask = { directive: 'connect-src', url: `${server.origin}/v1/swap`, self } as const;
  const refused = [tag.isInline ? null : findRefusal(policies, script), findRefusal(policies, ask)];
  const directives = new Set(refused.filter((directive) => directive !== null));
  return Array.from(directives, (directive) => ({
    code: 'csp_blocked',
    sure: true,
    values: { DIRECTIVE: directive, SOURCE: server.origin },
  }));
}

function judgeConsent({ consentDefault }: CheckedSite, { consent }: TagFact): Fault[] {
  const mode = consent === 'none' || consent === 'memory' || consent === 'full' ? consent : consentDefault;
  return mode === 'none' ? [{ code: 'consent_pending', sure: false, values: {} }] : [];
}

function judgeCampaign({ targets }: PageFacts, site: CheckedSite): Fault[] {
  if (!site.hasCampaign) {
    return [
      site.hasActiveCampaign
        ? { code: 'no_campaign', sure: false, values: {} }
        : { code: 'no_campaign', sure: true, values: {}, hint: 'no_active_campaign' },
    ];
  }
  const faults: Fault[] = site.exhausted.map(({ office, hasFallback }) => ({
    code: 'pool_exhausted',
    sure: true,
    values: { OFFICE: office },
    ...(hasFallback && { hint: 'shows_fallback' as const }),
  }));
  const found = targets.filter(({ count }) => count !== 0);
  const names = (list: readonly { selector: string }[]) => list.map(({ selector }) => selector).join(', ');
  if (targets.length > 0 && found.length === 0) {
    const values = { SELECTORS: names(targets) };
    return [...faults, { code: 'no_selector', sure: false, values, hint: 'drawn_by_script' }];
  }
  const texts = found.flatMap((target) => target.texts);
  const isReadable = (text: string) => digitsOf(text).length >= FEWEST_DIGITS;
  if (texts.length > 0 && !texts.some(isReadable)) {
    faults.push({ code: 'format_unknown', sure: false, values: { SELECTORS: names(found) } });
  }
  return faults;
}
