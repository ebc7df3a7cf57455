import type { Touch } from '../../shared/touch.ts';
import { stripClickId, stripText, stripUrl } from './strip-persons.ts';
import type { Visit } from './visit-attributes.ts';

/** When a session began matters to rules by weekday and hour; the minute is enough to recognise it in an example. */
const MINUTE_MS = 60_000;

/**
 * The begin of one session, kept to try rules on: what they may look at, and nothing by which it could be told whose
 * session it was. No visitor, session, address, user agent, number or call is in it or can be found from it; addresses
 * of pages and tags are stripped of persons (`strip-persons.ts`), and are no longer than a request may bring them.
 * The account keeps at most `SAMPLES_AN_HOUR` of a site and hour for `SAMPLES_MS`.
 */
export interface VisitSample {
  site: string;
  /** The campaign that won; null for none. */
  campaign: string | null;
  /** Chance, from 0 to 1: of each site and hour the samples with the lowest draws are kept, wherever they were taken. */
  draw: number;
  visit: Visit;
}

/** `draw` is chance, from 0 to 1. */
export function sampleVisit(visit: Visit, { site, campaign, draw }: Omit<VisitSample, 'visit'>): VisitSample {
  const { touch, page, country, region, city, device, language, visitor, at } = visit;
  return {
    site,
    campaign,
    draw,
    visit: {
      touch: touch && stripTouch(touch),
      page: stripUrl(page),
      country,
      region,
      city,
      device,
      language,
      visitor,
      at: at - (at % MINUTE_MS),
    },
  };
}

function stripTouch(touch: Touch): Touch {
  const { source, medium, campaign, content, term, clickIds, referrer, landing, type } = touch;
  const tag = (text: string | null) => text && stripText(text);
  return {
    source: tag(source),
    medium: tag(medium),
    campaign: tag(campaign),
    content: tag(content),
    term: tag(term),
    clickIds: Object.fromEntries(
      Object.entries(clickIds).map(([name, value]) => [name, stripClickId(name, value)]),
    ),
    referrer: referrer && stripUrl(referrer),
    landing: stripUrl(landing),
    type,
    ageS: 0,
  };
}
