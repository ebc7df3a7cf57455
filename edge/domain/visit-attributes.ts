import type { Condition, ConditionType, Device, VisitorKind } from '../../shared/contract/admin/condition.ts';
import { readQueryParameter } from '../../shared/query-parameter.ts';
import { readableUrl } from '../../shared/readable-url.ts';
import type { Touch, UtmTag } from '../../shared/touch.ts';
import type { LocalTime } from './local-time.ts';
import { sourceTypeOf } from './source-type.ts';

/** What the rules may look at. */
export interface Visit {
  touch: Touch | null;
  /** URL of the page that asks. */
  page: string;
  country: string | null;
  region: string | null;
  city: string | null;
  device: Device | null;
  /** A language tag, `ru-RU`. */
  language: string | null;
  visitor: VisitorKind;
  /** Epoch ms. */
  at: number;
}

/** What one condition asks for. */
export type Attribute = Pick<Condition, 'type' | 'param'>;

/** Weekday and hour of an instant in the account's time zone. */
export type ReadClock = (at: number) => LocalTime;

/** Types that can differ between two page views of one stay, so that each view must ask anew. */
const PER_PAGE: readonly ConditionType[] = ['page', 'query', 'visitor', 'weekday', 'hour'];

export function isPerPage({ type }: Attribute): boolean {
  return PER_PAGE.includes(type);
}

/**
 * The values that a visit has of an attribute: none if it is absent, mostly one. Several are any of the click ids,
 * and a language with its region, which is that language too (`ru-RU`, `ru`).
 */
export function readAttribute({ type, param }: Attribute, visit: Visit, clock: ReadClock): readonly string[] {
  const { touch } = visit;
  switch (type) {
    case 'utm_source':
    case 'utm_medium':
    case 'utm_campaign':
    case 'utm_content':
    case 'utm_term':
      return one(touch?.[type.slice('utm_'.length) as UtmTag]);
    case 'query':
      return readParameter(visit.page, param ?? '');
    case 'click_id':
      return readClickIds(touch?.clickIds ?? {}, param);
    case 'referrer':
      return one(touch && readableUrl(touch.referrer ?? ''));
    case 'source_type':
      return one(touch && sourceTypeOf(touch));
    case 'channel':
      return one(touch?.type);
    case 'landing':
      return one(touch && readableUrl(touch.landing));
    case 'page':
      return one(readableUrl(visit.page));
    case 'country':
    case 'region':
    case 'city':
    case 'device':
    case 'visitor':
      return one(visit[type]);
    case 'language':
      return readLanguage(visit.language);
    case 'weekday':
    case 'hour':
      return one(String(clock(visit.at)[type]));
    default: {
      const never: never = type;
      return never;
    }
  }
}

const NOTHING: readonly string[] = [];

function one(value: string | null | undefined): readonly string[] {
  return value ? [value] : NOTHING;
}

/** A parameter that is only named is there, with an empty value. */
function readParameter(url: string, name: string): readonly string[] {
  const value = readQueryParameter(url, name);
  return value === null ? NOTHING : [value];
}

function readClickIds(ids: Readonly<Record<string, string>>, param: string | undefined): readonly string[] {
  if (param === undefined) return Object.values(ids).filter((value) => value !== '');
  return one(Object.hasOwn(ids, param) ? ids[param] : null);
}

function readLanguage(tag: string | null): readonly string[] {
  if (!tag) return NOTHING;
  const [language = tag] = tag.split('-');
  return language === tag ? [tag] : [tag, language];
}
