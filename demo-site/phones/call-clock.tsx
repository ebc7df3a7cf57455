import { useEffect, useState } from 'preact/hooks';

/** Minutes and seconds since an instant (epoch ms). */
export function CallClock(props: { since: number | null }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = props.since === null ? 0 : Math.max(0, Math.floor((now - props.since) / 1000));
  const text = `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
  return (
    <span class="clock tabular" role="timer">
      {text}
    </span>
  );
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
