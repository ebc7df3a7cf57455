import { useEffect, useState } from 'preact/hooks';
import type { Schedule } from '../../shared/contract/admin/schedule.ts';
import { DEMO_HOURS_NAME, dayHours, isOpenAt, nightHours } from '../../shared/demo-hours.ts';
import { getEntity, listNewest, patchEntity } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { Toggle } from './toggle.tsx';

const QUERY = `schedules?name=${encodeURIComponent(DEMO_HOURS_NAME)}`;
/** The wall clock is looked at this often. */
const PAUSE_MS = 15_000;

/** Closes the demo business for a night, and opens it again; nothing where an account has no such schedule. */
export function HoursSwitch({ session }: { session: BrowserSession }) {
  const [schedule, setSchedule] = useState<Schedule | null>(null);
  const [problem, setProblem] = useState('');
  const minute = useMinuteIn(schedule?.timeZone ?? 'UTC');
  useEffect(() => {
    let isCurrent = true;
    void listNewest<Schedule>(session, QUERY).then((answer) => {
      if (isCurrent && answer.kind === 'ok') setSchedule(answer.value[0] ?? null);
    });
    return () => {
      isCurrent = false;
    };
  }, [session]);
  if (!schedule) return null;
  const isOpen = isOpenAt(schedule, minute);
  const change = async (isNight: boolean) => {
    const path = `schedules/${schedule.id}`;
    const now = minuteIn(schedule.timeZone, Date.now());
    const known = await getEntity<Schedule>(session, path);
    const answer =
      known.kind === 'ok'
        ? await patchEntity<Schedule>(session, path, {
            patch: isNight ? nightHours(now) : dayHours(),
            etag: known.value.etag,
          })
        : known;
    if (answer.kind === 'ok') setSchedule(answer.value.entity);
    setProblem(answer.kind === 'ok' ? '' : 'The hours could not be changed just now.');
  };
  return (
    <section class="card hours" aria-label="Hours of the demonstration">
      <Toggle label="Night" isOn={!isOpen} onChange={(isNight) => void change(isNight)} />
      <p class={problem ? 'field-error' : 'small'} role="status">
        {problem ||
          (isOpen
            ? 'The office is open: who orders a call is called at once.'
            : `The office is closed: an order waits until ${schedule.convenient.mon} in ${cityOf(schedule)}, and the next ones come ${schedule.intervalMin} minutes apart.`)}
      </p>
    </section>
  );
}

function useMinuteIn(timeZone: string): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), PAUSE_MS);
    return () => clearInterval(timer);
  }, []);
  return minuteIn(timeZone, now);
}

/** Minutes since midnight on the wall clock of a zone. */
function minuteIn(timeZone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return read('hour') * 60 + read('minute');
}

function cityOf({ timeZone }: Schedule): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
