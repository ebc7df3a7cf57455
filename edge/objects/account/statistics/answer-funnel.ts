import { FUNNEL_STEPS, type Funnel, type FunnelInput } from '../../../../shared/contract/admin/funnel.ts';
import { noSteps } from '../../../domain/funnel.ts';
import { dateAt } from '../../../domain/schedule/calendar.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';

const PRESET_DAYS = 30;
const MAX_ROWS = 400;

/** `funnel`: what visitors did with the account's widgets. @throws Refused */
export function answerFunnel(context: RuleContext, input: FunnelInput): Funnel {
  const { entities, statistics, now } = context;
  const { by, widget = null } = input;
  const asked = widget === null ? [] : [{ path: 'widget', kind: 'widgets' as const, id: widget }];
  refuseFaults(findUnknownReferences(entities, asked));
  const today = dateAt(context, now);
  const to = input.to ?? today.toString();
  const from =
    input.from ??
    dateAt(context, now)
      .subtract({ days: PRESET_DAYS - 1 })
      .toString();
  if (from > to) refuseFaults([{ path: 'from', code: 'custom', message: 'must not be after to' }]);
  const span = { from, to, widget };
  const total = noSteps();
  for (const day of statistics.funnel.sums('day', span, MAX_ROWS))
    for (const step of FUNNEL_STEPS) total[step] += day[step];
  const rows = statistics.funnel.sums(by, span, MAX_ROWS);
  return { from, to, by, total, rows: rows.map((row) => ({ ...row, key: row.key === '' ? null : row.key })) };
}
