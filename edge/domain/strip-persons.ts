/** Takes out of an address and its tags what could tell one person from all others. */

/** Stands for what was taken out, so that the rest still shows that something was there. */
const CUT = '…';
/** Of a click's id its beginning stays: it tells the kind of click and nobody's own. */
const CLICK_ID_KEPT = 4;

/** These name an advertisement and not a click of somebody, and rules do ask for their values. */
const ADVERT_IDS = /^(?:erid|_openstat|roistat)$/;
/** Ids of clicks, and of visitors and readers that travel from site to site. */
const TRAVELLING_IDS =
  /(?:clid|clickid|braid)$|^(?:_gl|_ga|_ym_uid|roistat_visit|mc_eid|mkt_tok|_hsenc|vero_id|igshid|srsltid|li_fat_id)$/;
const PERSONAL_NAMES =
  /e-?mail|phone|passw|token|secret|(?:^|[^a-z])(?:mail|tel|mobile|msisdn|whatsapp|login|pass|pwd|session|sid|fio|surname|first_?name|last_?name|full_?name|user(?:_?(?:id|name))?|uid|client_?id|visitor(?:_?id)?)(?:$|[^a-z])|^name$/;
/** `@name` alone is a channel, and rules do ask for those. */
const MAIL_ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/;
/** As people spell them, with room; longer texts are not tried. */
const MAX_PHONE = 32;
const PHONE =
  /^\s*(?:\+[\d\s().-]{7,}|[78]9\d{9}|[78][\s-]?(?:\(\d{3}\)[\s-]?|\d{3}[\s-])\d{3}[\s-]?\d{2}[\s-]?\d{2})\s*$/;

/**
 * An absolute URL without its fragment. Values of query parameters that are the id of a click are cut to their
 * beginning; those that are a mail address or a telephone, or are named like a person's data, are taken out, the name
 * stays. A part of the path that is a mail address or a telephone is taken out too. All else stays letter by letter,
 * for rules may ask for any part of it.
 */
export function stripUrl(url: string): string {
  const [whole = ''] = url.split('#', 1);
  const start = whole.indexOf('?');
  const address = start < 0 ? whole : whole.slice(0, start);
  const path = address
    .split('/')
    .map((part) => (isPerson(decode(part)) ? CUT : part))
    .join('/');
  if (start < 0) return path;
  const query = whole.slice(start + 1);
  return `${path}?${query.split('&').map(stripPair).join('&')}`;
}

/** A tag as it is, unless it is a mail address or a telephone. */
export function stripText(text: string): string {
  return isPerson(text) ? CUT : text;
}

/** The value of a click id by the id's name. */
export function stripClickId(name: string, value: string): string {
  if (ADVERT_IDS.test(name)) return stripText(value);
  return value.length > CLICK_ID_KEPT ? value.slice(0, CLICK_ID_KEPT) + CUT : value;
}

function stripPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return isPerson(decode(pair)) ? CUT : pair;
  const name = decode(pair.slice(0, equals)).toLowerCase();
  const raw = pair.slice(equals + 1);
  if (raw === '') return pair;
  const value = decode(raw);
  if (TRAVELLING_IDS.test(name)) return `${pair.slice(0, equals)}=${stripClickId(name, value)}`;
  const isPersonal = (!name.startsWith('utm_') && PERSONAL_NAMES.test(name)) || isPerson(value);
  return isPersonal ? `${pair.slice(0, equals)}=${CUT}` : pair;
}

function isPerson(text: string): boolean {
  return MAIL_ADDRESS.test(text) || (text.length <= MAX_PHONE && PHONE.test(text));
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a URIError: it is of another encoding, and is looked at as it stands
  }
}
