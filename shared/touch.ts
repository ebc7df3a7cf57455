/** How a session began. Pure: the page and the edge compute the same touch from the same facts. */

export const UTM_TAGS = ['source', 'medium', 'campaign', 'content', 'term'] as const;
export type UtmTag = (typeof UTM_TAGS)[number];

/**
 * Opaque click ids; their case is never changed. First those that only a paid click carries; `fbclid`, `ysclid` and
 * the others come with free clicks too.
 */
export const CLICK_IDS = [
  'gclid',
  'gbraid',
  'wbraid',
  'yclid',
  'msclkid',
  'ttclid',
  'rb_clickid',
  'ymclid',
  'fbclid',
  'ysclid',
  'erid',
  '_openstat',
  'roistat',
] as const;
const PAID_CLICK_IDS = 7;

export const TOUCH_TYPES = ['direct', 'referral', 'organic', 'cpc', 'social', 'email', 'other'] as const;
export type TouchType = (typeof TOUCH_TYPES)[number];

export type Touch = Record<UtmTag, string | null> & {
  clickIds: Record<string, string>;
  referrer: string | null;
  landing: string;
  type: TouchType;
  /** Seconds since the touch was recorded. */
  ageS: number;
};

/** Characters kept of a tag or a click id, and of a URL. */
export const MAX_VALUE = 512;
export const MAX_URL = 2048;

const SEARCH = /(^|\.)(google|yandex|ya|bing|yahoo|duckduckgo|rambler|baidu|ecosia|mail)\.[a-z.]+$/;
const SOCIAL =
  /(^|\.)((vk|facebook|instagram|twitter|x|linkedin|youtube|tiktok|pinterest)\.com|(vk|ok)\.ru|t\.me|t\.co)$/;
const PAID_MEDIUM = /^(cpc|ppc|cpm|cpa|paid([-_ ]?(search|social))?|display|retargeting)$/i;

/** The touch of a page view. `url` and `referrer` are absolute; a referrer of the site's own hosts is none. */
export function computeTouch(url: string, referrer: string, isOwnHost: (host: string) => boolean): Touch {
  const page = parseUrl(url);
  const query = new Map<string, string>();
  for (const [name, value] of page?.searchParams ?? []) {
    const key = name.toLowerCase();
    if (value && !query.has(key)) query.set(key, value.slice(0, MAX_VALUE));
  }
  const tags = Object.fromEntries(UTM_TAGS.map((tag) => [tag, cleanTag(query.get(`utm_${tag}`))]));
  const clickIds = CLICK_IDS.filter((id) => query.has(id));
  const from = parseUrl(referrer);
  const foreign = from && !isOwnHost(from.hostname) ? from : null;
  return {
    ...(tags as Record<UtmTag, string | null>),
    clickIds: Object.fromEntries(clickIds.map((id) => [id, query.get(id) ?? ''])),
    referrer: foreign && withoutFragment(foreign),
    landing: page ? withoutFragment(page) : '',
    type: touchType(tags, clickIds, foreign?.hostname),
    ageS: 0,
  };
}

/** True if the touch names a source of its own, so that it replaces an older one (last non-direct). */
export function isDirect(touch: Pick<Touch, 'type'>): boolean {
  return touch.type === 'direct';
}

/**
 * The landing address of a touch in at most `room` characters. Of one that is too long the tags that fit, the most
 * useful first; empty if not even its origin does.
 */
export function shortLanding(touch: Touch, room: number): string {
  const { landing, clickIds } = touch;
  if (landing.length <= room) return landing;
  let short = `${landing.split('/', 3).join('/')}/?`;
  const tags = UTM_TAGS.map((tag) => [`utm_${tag}`, touch[tag] ?? '']);
  for (const tag of [...tags, ...Object.entries(clickIds)]) {
    const longer = `${short}&${new URLSearchParams([tag])}`;
    if (tag[1] && longer.length <= room) short = longer;
  }
  return short.length <= room ? short : '';
}

function touchType(
  tags: Partial<Record<string, string | null>>,
  clickIds: readonly (typeof CLICK_IDS)[number][],
  host: string | undefined,
): TouchType {
  const medium = tags.medium ?? '';
  if (clickIds.some((id) => CLICK_IDS.indexOf(id) < PAID_CLICK_IDS) || PAID_MEDIUM.test(medium)) return 'cpc';
  if (/^e-?mail$/i.test(medium)) return 'email';
  if (/^social/i.test(medium)) return 'social';
  if (Object.values(tags).some(Boolean)) return 'other';
  if (!host) return 'direct';
  if (SEARCH.test(host)) return 'organic';
  return SOCIAL.test(host) ? 'social' : 'referral';
}

/** An unexpanded macro (`{campaign_id}`) says nothing, so it counts as absent. */
function cleanTag(value: string | undefined): string | null {
  const text = value?.trim();
  return !text || /^\{.*\}$/.test(text) ? null : text;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function withoutFragment(url: URL): string {
  return (url.origin + url.pathname + url.search).slice(0, MAX_URL);
}
