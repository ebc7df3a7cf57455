import type { Office } from '../../shared/contract/admin/office.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { BrowserSession } from '../browser-session.ts';
import type { Design } from './design/use-design.ts';
import type { TextLanguage } from './text-languages.ts';

/** What the account has that a widget is put together from. */
export interface Stock {
  offices: Office[];
  sites: Site[];
  /** ISO 3166 code of the account. */
  country: string;
  /** Name of the account. */
  company: string;
}

/** What each tab works with. */
export interface TabProps extends Stock {
  draft: Widget;
  /** Saved by itself, a moment later. */
  onEdit(change: Partial<Widget>): void;
  /** For what is no field of the widget: schedules, offices, styles. */
  session: BrowserSession;
  onUnauthorized(): void;
  /** Offices and sites have changed. */
  onStock(change: Partial<Stock>): void;
  /** The looks, which are not saved by themselves (S1-13). */
  design: Design;
  /** The language whose texts are edited and previewed. */
  language: TextLanguage;
  onLanguage(language: TextLanguage): void;
}
