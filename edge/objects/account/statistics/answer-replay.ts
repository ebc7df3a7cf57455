import type { Replay, ReplayInput } from '../../../../shared/contract/admin/replay.ts';
import { findOrderFaults } from '../../../domain/campaign-order.ts';
import { SAMPLES_MS } from '../../../domain/limits.ts';
import { type ReplayedSample, replayOrder } from '../../../domain/replay-order.ts';
import { HOUR_MS, hourOf } from '../../../domain/statistics.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';
import type { Hours, SiteHour, StatisticsReader } from './statistics-reader.ts';

/** `replay`: what a changed order of a site's campaigns would have done with its sampled visits. @throws Refused */
export function answerReplay(context: RuleContext, input: ReplayInput): Replay {
  const { entities, statistics, timeZone, now } = context;
  const { site, order } = input;
  refuseFaults(findUnknownReferences(entities, [{ path: 'site', kind: 'sites', id: site }]));
  const campaigns = entities
    .list('campaigns')
    .filter((campaign) => campaign.site === site && campaign.status !== 'archived');
  const ids = new Set(campaigns.map(({ id }) => id));
  refuseFaults(findOrderFaults(ids, order, 'every campaign of the site that is not archived, once'));
  const hours = readHours(input, now);
  const counted = statistics.hoursOf(site, hours);
  const samples = weighSamples(statistics, site, hours, counted);
  return {
    from: new Date(hours.from * HOUR_MS).toISOString(),
    to: new Date(hours.to * HOUR_MS).toISOString(),
    visits: counted.reduce((sum, { views }) => sum + views, 0),
    sessions: counted.reduce((sum, { sessions }) => sum + sessions, 0),
    ...replayOrder({ campaigns, order, timeZone }, samples),
  };
}

/** A sample of a busy hour stands for many sessions, one of a quiet hour for itself alone. */
function* weighSamples(
  statistics: StatisticsReader,
  site: string,
  hours: Hours,
  counted: readonly SiteHour[],
): Generator<ReplayedSample> {
  const sessions = new Map(counted.map((row) => [row.hour, row.sessions]));
  const kept = statistics.sampleCounts(site, hours);
  for (const { hour, campaign, visit } of statistics.samplesOf(site, hours)) {
    const weight = Math.max(1, (sessions.get(hour) ?? 0) / (kept.get(hour) ?? 1));
    yield { visit, campaign, weight };
  }
}

function readHours(input: ReplayInput, now: number): Hours {
  const kept = now - SAMPLES_MS;
  const to = input.to === undefined ? now : Date.parse(input.to);
  const from = input.from === undefined ? kept : Math.max(kept, Date.parse(input.from));
  if (from >= to) {
    const path = to <= kept ? 'to' : 'from';
    const message = 'samples are kept for 7 days, and `from` must be before `to`';
    refuseFaults([{ path, code: 'out_of_range', message }]);
  }
  return { from: hourOf(from), to: hourOf(to - 1) + 1 };
}
