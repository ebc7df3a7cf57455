/** Every number that is not a customer's setting, with its reason. */

/** Refining rules of one CRM: all are looked at for every communication. */
export const MAX_RULES = 200;
/** A page request is JSON of a few hundred bytes; 16 KB leaves room for long URLs and refuses the rest. */
export const MAX_PAGE_BODY = 16 * 1024;
/**
 * Requests that one API token, or person, may make in a minute: a hundred a second, which is half of what an account's object is
 * planned to bear, and visitors are served by the same one.
 */
export const ADMIN_RATE = { requests: 6_000, windowS: 60 } as const;
/** A campaign with 50 groups of 50 conditions fits. */
export const MAX_ADMIN_BODY = 256 * 1024;
/** A stay ends after half an hour without a sign of life. */
export const SESSION_IDLE_MS = 30 * 60_000;
/** A lease token identifies a visitor for a day; what it is worth the pool decides. */
export const LEASE_TOKEN_MS = 24 * 3_600_000;
/**
 * What a link to another host of the same site carries says who comes for this long: time for the click and a slow
 * page, and little for a link that somebody copied and sent.
 */
export const VISIT_LINK_MS = 2 * 60_000;
/** Characters of the two addresses of a touch in such a link. Longer ones keep their tags. */
export const MAX_LINKED_LANDING = 640;
export const MAX_LINKED_REFERRER = 255;
/** Never ask the page for a sign of life more often than this. */
export const MIN_RENEW_S = 20;
/** A number that everybody saw rests this long before it may belong to one visitor. */
export const SHARED_REST_MS = 15 * 60_000;
/** A row holds 2 MB at most; a snapshot has one row, and that leaves room for what stands beside it. */
export const MAX_SNAPSHOT_BYTES = 1_900_000;
/** Of two campaigns' conditions with each other: a list of campaigns asks for every pair of them. */
export const MAX_COMPARISONS = 10_000;
/** Snapshot ages in the isolate: fresh, usable while a newer one is fetched, and the last resort in trouble. */
export const SNAPSHOT_FRESH_MS = 5_000;
export const SNAPSHOT_STALE_MS = 25_000;
export const SNAPSHOT_MAX_MS = 24 * 3_600_000;
/** How long a page waits for a fresher snapshot when the known one is older than that. */
export const SNAPSHOT_WAIT_MS = 300;
/** How long an isolate hands out the fallback of an exhausted pool without asking it. */
export const EXHAUSTED_MS = 5_000;
/** Offices that one isolate remembers as exhausted; beyond it the oldest memory goes. */
export const MAX_EXHAUSTED = 10_000;
/** An isolate hands its counters to an account at most this often. */
export const FLUSH_MS = 5_000;
/** After this long a flush of counters that nobody heard of again is repeated. */
export const FLUSH_WAIT_MS = 15_000;
/** Hourly statistics are kept for a year and a month, so that a month can be held against last year's. */
export const STATISTICS_MS = 400 * 86_400_000;
/** What happened to an account is listed for this long. */
export const EVENTS_MS = 90 * 86_400_000;
/** Those of calls and callbacks, which are many and are listed themselves, for this long. */
export const CALL_EVENTS_MS = 30 * 86_400_000;
/** How often an account deletes the statistics that have grown too old. */
export const FORGET_STATISTICS_MS = 86_400_000;
/** Of the sessions of a site this many an hour are kept as samples: about 5,000 in a week. */
export const SAMPLES_AN_HOUR = 30;
/** One flush carries no more samples, so that it stays below what a call between objects may carry. */
export const MAX_FLUSHED_SAMPLES = 200;
/** Samples of visits are kept this long, and a day at most until they are deleted. */
export const SAMPLES_MS = 7 * 86_400_000;
/** Pages and styles of a widget that one day of its funnel tells apart; the rest is added up. */
export const MAX_FUNNEL_ROWS = 500;
/** A leased number is known to have been somebody's for this long after. */
export const HISTORY_MS = 90 * 86_400_000;
/** An order may lie this far ahead. */
export const MAX_AHEAD_MS = 31 * 86_400_000;
/** A slot that is offered lies at least this far ahead, minutes: the form has yet to be filled in. */
export const SLOT_LEAD_MIN = 10;
/** Who chooses a day sees so many at first. */
export const SLOT_DAYS = 7;
/**
 * Minutes of the called person's own day in which calls may come that they did not ask for at that very time. Eight to
 * nine is what the strictest of the well-known rules allow (47 CFR 64.1200 of the United States).
 */
export const CALLED_HOURS = { fromMin: 8 * 60, toMin: 21 * 60 } as const;
/** A widget that cannot make calls has so long to be given an office again before its orders end. */
export const UNABLE_MS = 15 * 60_000;
/** About how long a voice takes to speak a prompt and to wait for a digit. */
export const PROMPT_MS = 8_000;
/** A call that finds its widget's lines taken looks again this much later. */
export const BUSY_MS = 5_000;
/** No talk lasts longer; a leg whose end was never heard of is ended then. */
export const MAX_TALK_MS = 60 * 60_000;
/** And no call, with all that goes before its talk: what the manager hears, and the other side's ringing. */
export const MAX_LEG_MS = MAX_TALK_MS + 10 * 60_000;
/** A provider's clock is believed when it is this close to ours. */
export const TRUSTED_CLOCK_MS = 5 * 60_000;
/** A call whose end nobody told of is given up after this long. */
export const CALL_SILENCE_MS = 4 * 3_600_000;
/** An earlier holder is half as likely to call with every ten minutes. */
export const SHARE_HALF_LIFE_MS = 600_000;
/** Who tapped or copied the number within the hour before a call is so much likelier to have called. */
export const TAP_MS = 3_600_000;
export const TAP_WEIGHT = 20;
/** A caller who was once attributed for certain is known for this long. */
export const REPEAT_MS = 90 * 86_400_000;
/** No promise outlives its campaign longer: a day of session and a day after it are the most that may be set. */
export const MAX_HOLD_MS = 48 * 3_600_000;
/** After this long a verdict stands: what it was judged by, such as taps, is forgotten soon after. */
export const VERDICT_STANDS_MS = 24 * 3_600_000;
/** What providers sent is kept as it came for this long. */
export const RAW_EVENTS_MS = 30 * 86_400_000;
/** Taps are kept as long as a late call may ask for them. */
export const TAPS_KEPT_MS = 2 * 86_400_000;
/** Messages that are on their way to one destination at the same time. */
export const DELIVERIES_AT_ONCE = 3;
/** A message, and how it was delivered, is known for this long after its end. */
export const DELIVERIES_MS = 30 * 86_400_000;
/** Webhooks of one account: each has an object of its own. */
export const MAX_WEBHOOKS = 100;
/** After a rotation messages are signed with the secret before as well for this long. */
export const OLD_SECRET_MS = 24 * 3_600_000;
/** After the end of a call its provider may still tell of things that came before; a mail waits for them. */
export const CALL_SETTLES_MS = 15_000;
/** A link that opens the overlay is for the one who asks about a page now. */
export const DEBUG_LINK_MS = 3_600_000;
/** A link that shows unsaved looks on a page is for those who decide about them now. */
export const PREVIEW_LINK_MS = 3_600_000;
/** Previews of an account that hold at a time; one more takes the place of the oldest. */
export const MAX_PREVIEWS = 50;
/** Nobody may be rung, or have calls ordered to them, more often than this, whoever orders. */
export const PHONE_CAPS = [
  { windowMs: 10 * 60_000, max: 3 },
  { windowMs: 86_400_000, max: 5 },
] as const;
/**
 * Orders to one block of ten thousand numbers, from all accounts: what a fraudster owns is a range, and what honest
 * visitors have is spread. Above the first a manager is asked, above the second the order is refused.
 */
export const PREFIX_HOURLY = { unsure: 10, refused: 30 } as const;
/** The same for orders from one IPv4 /24 or IPv6 /64; a whole office, or many telephones, may stand behind one. */
export const BLOCK_HOURLY = { unsure: 20, refused: 100 } as const;
/** So many orders an hour may wait for a manager's word at one widget; nobody reads more, and each is stored. */
export const UNSURE_HOURLY = 500;
/** Nobody reads a card, types a number and ticks a box in less. */
export const MIN_OPENED_MS = 2_000;
/** What has not been answered by then counts as out of reach: an order is stored, and not dialled by itself. */
export const GUARD_WAIT_MS = 5_000;
/** Shards of the guard delete what no window sees any more this often, in slices. */
export const FORGET_USES_MS = 15 * 60_000;
/** So many orders of an hour that wait for a manager's word are told of, and again after six hours. */
export const DOUBTS_TOLD = 10;
export const DOUBTS_AGAIN_MS = 6 * 3_600_000;
/** An invitation to an account holds for a week. */
export const INVITATION_MS = 7 * 86_400_000;
/** Letters of an account that invite people, in a day: to all, and to one address. */
export const INVITATION_LETTERS = { most: 50, mostToOne: 3, windowMs: 86_400_000 } as const;
/** A picture for a card, or a minute of speech; larger files are not for pages. */
export const MAX_UPLOAD_BYTES = 10_000_000;
/** A row holds 2 MB at most, and a player asks for a part at a time. */
export const UPLOAD_ROW_BYTES = 512 * 1024;
/** All uploads of an account together: they lie beside its settings, in an object of a few GB. */
export const MAX_UPLOADS_BYTES = 200_000_000;
/** Who buys a number waits so long for its provider's word; then the answer says that it is still open. */
export const PURCHASE_WAIT_MS = 25_000;
/** A purchase that was cut short is taken up again after this long, and then as often until it is known. */
export const PURCHASE_FIRST_MS = 40_000;
export const PURCHASE_AGAIN_MS = 30_000;
/** A purchase whose outcome nobody tells for a day has failed; what may have been bought is given back. */
export const PURCHASE_GIVEN_UP_MS = 86_400_000;
/** Rows of an import that are worked on in one transaction, so that nobody else waits long for the account. */
export const IMPORT_SLICE = 100;
/** Reports of imports are kept this long. */
export const JOBS_MS = 30 * 86_400_000;
/** An import of ten thousand rows, each with some fields. */
export const MAX_IMPORT_BODY = 5_000_000;
/** Leads of one widget that an hour tells its offices of by mail; all are listed. */
export const LEADS_MAILED_HOURLY = 30;
/** Requests left from one IPv4 /24 or IPv6 /64, and at one widget, in an hour: nobody is called for them by itself. */
export const LEADS_HOURLY = { block: 30, widget: 500 } as const;
/** An erasure that meets a call under way looks again after this long. */
export const PRIVACY_BUSY_MS = 30_000;
/** What an export has found can be read for this long. */
export const PRIVACY_FOUND_MS = 7 * 86_400_000;
/** Rows of one kind that are deleted at once, because they are too old. */
export const FORGET_ROWS = 500;
/** How often an account deletes what is too old. */
export const RETENTION_MS = 86_400_000;
