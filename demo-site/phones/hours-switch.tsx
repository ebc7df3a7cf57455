import { useEffect, useState } from 'preact/hooks';
import type { Schedule } from '../../shared/contract/admin/schedule.ts';
import { isOpenAt } from '../../shared/demo-hours.ts';
import type { BrowserSession } from '../browser-session.ts';
import { type DemoNight, readNight, setNight } from './demo-night.ts';
import { Toggle } from './toggle.tsx';

/** The wall clock is looked at this often. */
const PAUSE_MS = 15_000;

/** Closes the demo business for a night, and opens it again; nothing where an account has no schedule for that. */
export function HoursSwitch({ session }: { session: BrowserSession }) {
  const [night, keepNight] = useState<DemoNight | null>(null);
  const [problem, setProblem] = useState('');
  const minute = useMinuteIn(night?.schedule.timeZone ?? 'UTC');
  useEffect(() => {
    let isCurrent = true;
    void readNight(session).then((read) => {
      if (isCurrent) keepNight(read);
    });
    return () => {
      isCurrent = false;
    };
  }, [session]);
  if (!night) return null;
  const { schedule } = night;
  const isOpen = !night.isInForce || isOpenAt(schedule, minute);
  const change = async (isNight: boolean) => {
    const now = minuteIn(schedule.timeZone, Date.now());
    const changed = await setNight(session, night, isNight ? now : null);
    if (changed) keepNight(changed);
    setProblem(changed ? '' : 'The hours could not be changed just now.');
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
