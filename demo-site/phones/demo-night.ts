import type { Schedule } from '../../shared/contract/admin/schedule.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { DEMO_HOURS_NAME, nightHours } from '../../shared/demo-hours.ts';
import { getEntity, listAll, listNewest, patchEntity } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';

/** The schedule of the demonstration, and whether its widgets go by it now. */
export interface DemoNight {
  schedule: Schedule;
  isInForce: boolean;
}

/** Null where an account has no such schedule, or cannot be asked. */
export async function readNight(session: BrowserSession): Promise<DemoNight | null> {
  const query = `schedules?name=${encodeURIComponent(DEMO_HOURS_NAME)}`;
  const [schedules, widgets] = [await listNewest<Schedule>(session, query), await listSimulated(session)];
  const schedule = schedules.kind === 'ok' ? schedules.value[0] : undefined;
  if (!schedule || widgets === null) return null;
  return { schedule, isInForce: widgets.some((widget) => widget.schedule === schedule.id) };
}

/**
 * Closes the demo from that minute of its wall clock on, or lets calls come at any time again for null. A widget that
 * goes by another schedule is left alone. Null if it could not be done.
 */
export async function setNight(
  session: BrowserSession,
  { schedule }: DemoNight,
  minute: number | null,
): Promise<DemoNight | null> {
  const path = `schedules/${schedule.id}`;
  const closed = minute === null ? schedule : await change<Schedule>(session, path, nightHours(minute));
  const widgets = await listSimulated(session);
  if (closed === null || widgets === null) return null;
  const [before, after] = minute === null ? [schedule.id, null] : [null, schedule.id];
  for (const widget of widgets.filter((one) => one.schedule === before)) {
    const changed = await change<Widget>(session, `widgets/${widget.id}`, { schedule: after });
    if (changed === null) return null;
  }
  return { schedule: closed, isInForce: minute !== null };
}

async function listSimulated(session: BrowserSession): Promise<Widget[] | null> {
  const answer = await listAll<Widget>(session, 'widgets');
  return answer.kind === 'ok' ? answer.value.filter(({ provider }) => provider === 'simulator') : null;
}

async function change<T>(session: BrowserSession, path: string, patch: object): Promise<T | null> {
  const known = await getEntity<T>(session, path);
  if (known.kind !== 'ok') return null;
  const answer = await patchEntity<T>(session, path, { patch, etag: known.value.etag });
  return answer.kind === 'ok' ? answer.value.entity : null;
}
