import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import { pagePath } from '../../../domain/funnel.ts';
import { dateAt } from '../../../domain/schedule/calendar.ts';
import type { EntityCondition } from '../entity-store.ts';
import { fieldSql } from '../entity-store.ts';
import type { RuleContext } from '../resource-rules.ts';
import type { FunnelSpan } from './funnel-store.ts';

/** More than an account may have orders in half a year of its cap. */
const MAX_TALKS = 50_000;

/** How many orders led to a talk, by the day of the order or by the path of its page. */
export function countTalks(context: RuleContext, by: 'day' | 'page', span: FunnelSpan): Map<string, number> {
  const widgets = new Map(context.entities.list('widgets').map((widget) => [widget.hash, widget]));
  const counts = new Map<string, number>();
  for (const { widget: hash, tool, createdAt, page } of findTalks(context, span, widgets)) {
    const widget = widgets.get(hash);
    const day = dateAt(context, createdAt).toString();
    // The day before and the one after were read along, because they begin at other instants in every zone.
    if (!widget || day < span.from || day > span.to || isOfPagesOwn(widget, tool)) continue;
    const key = by === 'day' ? day : pagePath(page);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Forms and servers of the customer order without the card, which is what the funnel is of. */
function isOfPagesOwn({ tools }: Widget, tool: string | null): boolean {
  return tools.some(({ id, kind }) => id === tool && (kind === 'form' || kind === 'rest'));
}

function findTalks(
  { entities }: RuleContext,
  { from, to, widget }: FunnelSpan,
  widgets: ReadonlyMap<string, Widget>,
) {
  const asked = [...widgets.values()].find(({ id }) => id === widget);
  const where: EntityCondition[] = [
    { sql: `${fieldSql('status')} = ?`, values: ['completed'] },
    {
      sql: `${fieldSql('createdAt')} BETWEEN ? AND ?`,
      values: [Date.parse(from) - DAY_MS, Date.parse(to) + 2 * DAY_MS],
    },
    ...(asked ? [{ sql: `${fieldSql('widget')} = ?`, values: [asked.hash] }] : []),
  ];
  const page = { where, sortBy: 'createdAt', descending: false, after: null, limit: MAX_TALKS };
  return entities.page('callbacks', page).map(({ body }) => ({ ...body, tool: body.tool ?? null }));
}

const DAY_MS = 86_400_000;
