import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import type { PublicSnapshot, PublicStyle } from '../../../shared/contract/site-snapshot.ts';
import { dressStyle } from '../../../shared/holiday-looks.ts';
import { publicStyle } from '../../../shared/style-css.ts';
import { dateAt } from '../schedule/calendar.ts';
import type { SiteSnapshot } from '../site-model.ts';
import { type HolidaySet, holidayOn } from './holiday-sets.ts';

/**
 * The public snapshot with widgets dressed for the holiday of today, each by the date of its own zone: decided when it
 * is served, so that no page carries a calendar. The snapshot's own, where nobody dresses up. `now` is epoch ms.
 */
export function dressSite({ public: open, edge }: SiteSnapshot, now: number): PublicSnapshot {
  const worn = new Map(
    edge.widgets.flatMap(({ hash, holidays }) => {
      const set = holidays ? holidayOn(holidays.sets, dateAt(holidays, now)) : null;
      return holidays && set ? [[hash, dress(holidays.style, set)] as const] : [];
    }),
  );
  if (worn.size === 0) return open;
  const widgets = open.widgets.map((widget) => {
    const style = worn.get(widget.hash);
    return style ? { ...widget, style: { ...style, id: widget.style.id } } : widget;
  });
  return { ...open, widgets };
}

function dress(style: WidgetStyle, set: HolidaySet): PublicStyle {
  return publicStyle(dressStyle(style, set), null, set.decoration);
}
