import { FUNNEL_STEPS, type Funnel, type FunnelInput } from '../../../../shared/contract/admin/funnel.ts';
import { noSteps } from '../../../domain/funnel.ts';
import { dateAt } from '../../../domain/schedule/calendar.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';
import { countTalks } from './count-talks.ts';
import type { FunnelSpan } from './funnel-store.ts';

const PRESET_DAYS = 30;
const MAX_ROWS = 400;

/** `funnel`: what visitors did with the account's widgets, and what came of their orders. @throws Refused */
export function answerFunnel(context: RuleContext, input: FunnelInput): Funnel {
  const { entities, now } = context;
  const { by, widget = null } = input;
  const asked = widget === null ? [] : [{ path: 'widget', kind: 'widgets' as const, id: widget }];
  refuseFaults(findUnknownReferences(entities, asked));
  const today = dateAt(context, now);
  const to = input.to ?? today.toString();
  const from = input.from ?? today.subtract({ days: PRESET_DAYS - 1 }).toString();
  if (from > to) refuseFaults([{ path: 'from', code: 'custom', message: 'must not be after to' }]);
  const span = { from, to, widget };
  const days = rowsOf(context, 'day', span);
  const total = { ...noSteps(), talked: 0 };
  for (const day of days) {
    for (const step of FUNNEL_STEPS) total[step] += day[step];
    total.talked += day.talked ?? 0;
  }
  return { from, to, by, total, rows: by === 'day' ? days : rowsOf(context, by, span) };
}

function rowsOf(context: RuleContext, by: Funnel['by'], span: FunnelSpan): Funnel['rows'] {
  const sums = context.statistics.funnel.sums(by, span, MAX_ROWS);
  const talks = by === 'style' ? null : countTalks(context, by, span);
  const rows = sums.map((row) => ({
    ...row,
    key: row.key === '' ? null : row.key,
    talked: talks && (talks.get(row.key) ?? 0),
  }));
  const known = new Set(sums.map(({ key }) => key));
  // What no page told of: the order's own record knows it all the same.
  const others = [...(talks ?? [])]
    .filter(([key]) => !known.has(key))
    .map(([key, talked]) => ({ ...noSteps(), key, talked }));
  const all = [...rows, ...others];
  return by === 'day' ? all.sort((one, other) => (String(one.key) < String(other.key) ? -1 : 1)) : all;
}
