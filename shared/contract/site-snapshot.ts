import type { Bridge, ConsentSignal } from './admin/site.ts';
import type { PublicBehaviour } from './admin/widget-behaviour.ts';
import type { WidgetStyle } from './admin/widget-style.ts';
import type { WidgetTexts } from './admin/widget-texts.ts';
import type { WidgetTool } from './admin/widget-tool.ts';
import type { ConsentMode } from './fields.ts';

/**
 * What every visitor may know of a site: inlined in `/r/KEY.js` and answered by `GET /v1/sites/KEY`. Substitute
 * numbers and rules are never part of it.
 */
export interface PublicSnapshot {
  version: number;
  site: string;
  hosts: string[];
  consentDefault: ConsentMode;
  /** What to do with an answer that came more than 1 s after first paint. */
  late: 'unseen' | 'always' | 'never';
  /** True if a repeat page view must ask again, because a rule looks at the page itself. */
  matchPerPage: boolean;
  targets: SwapTarget[];
  widgets: PublicWidget[];
  /** Absent, as what follows, from a snapshot that was made before there were any. */
  bridges?: Bridge[];
  consentSignals?: ConsentSignal[];
}

export interface SwapTarget {
  office: string;
  selectors: string[];
  replaces: string[];
}

/** How the telephones of a country are written: enough to judge a number as possible, not as existing. */
export interface PhonePlan {
  /** ISO 3166. */
  country: string;
  /** Calling code, without the plus. */
  code: string;
  /** Dialled before national numbers inside the country, and not from outside; empty if there is none. */
  trunk: string;
  /** How many digits may stand behind the code, in order. */
  lengths: number[];
}

export interface PublicWidget {
  hash: string;
  /** Whose widget it is, for `%COMPANY%`; absent from older snapshots, as `phones`. */
  company?: string;
  /** Of the countries whose telephones may be typed the national way; the first is preset. */
  phones?: PhonePlan[];
  offices: { id: string; name: string }[];
  /** ISO 3166 code of the country whose numbers may be typed the national way. */
  country: string;
  behaviour: PublicBehaviour;
  /** Of the widget, whatever the page speaks; null to choose by the page. */
  language: string | null;
  tools: WidgetTool[];
  texts: WidgetTexts;
  style: PublicStyle;
}

/** The style in use, dressed for a holiday while there is one (S1-79), as `shared/style-css.ts` makes it. */
export type PublicStyle = Pick<WidgetStyle, 'side' | 'offsetPct' | 'show' | 'isSimpleAfterOrder'> & {
  /** Of the saved style, which beacons name; null for a style of the widget's own. */
  id: string | null;
  /** Rules that follow the widget's own sheet. */
  css: string;
};
