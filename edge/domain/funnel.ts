import { FUNNEL_STEPS, type FunnelStep } from '../../shared/contract/admin/funnel.ts';
import type { Beacons, BeaconType } from '../../shared/contract/beacons.ts';
import { dateAt } from './schedule/calendar.ts';
import type { EdgeSnapshot } from './site-model.ts';
import { stripUrl } from './strip-persons.ts';

/** Steps of a widget's funnel that an isolate counted; `style` and `page` are empty for none. */
export interface FunnelRow extends Record<FunnelStep, number> {
  /** The widget's id. */
  widget: string;
  /** `2026-12-31`, in the account's zone. */
  day: string;
  style: string;
  page: string;
}

const STEPS: Partial<Record<BeaconType, FunnelStep>> = {
  widget_shown: 'shown',
  widget_opened: 'opened',
  widget_dismissed: 'dismissed',
  widget_submitted: 'submitted',
};
const STYLE = /^sty_[0-9a-z]{16}$/;

/** What a page's beacons add to the funnels of its site's widgets. `now` is epoch ms. */
export function countFunnel({ events, page }: Beacons, edge: EdgeSnapshot, now: number): FunnelRow[] {
  return events.flatMap(({ type, widget, style, agoMs }) => {
    const step = STEPS[type];
    const known = edge.widgets.find(({ hash }) => hash === widget);
    if (!step || !known) return [];
    const row: FunnelRow = {
      widget: known.id,
      day: dateAt(edge, now - agoMs).toString(),
      style: style !== null && STYLE.test(style) ? style : '',
      page: page === null ? '' : pagePath(page),
      ...noSteps(),
    };
    row[step] = 1;
    return [row];
  });
}

export function noSteps(): Record<FunnelStep, number> {
  return Object.fromEntries(FUNNEL_STEPS.map((step) => [step, 0])) as Record<FunnelStep, number>;
}

/** A page is told by its path: what stands in its query is of one visit, and may be of one person. */
export function pagePath(url: string): string {
  const path = /^https?:\/\/[^/?#]+([^?#]*)/.exec(stripUrl(url))?.[1] ?? '';
  return path.slice(0, 200) || '/';
}
