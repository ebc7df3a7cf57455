import { useId, useState } from 'preact/hooks';
import { actOnList, type Failure } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';

interface Props {
  session: BrowserSession;
  destination: string;
  onDone(): void;
  onFail(failure: Failure): void;
}

const DAY_MS = 86_400_000;

/** Sends again what a span of time should have brought: what did not arrive, or all of it. */
export function ReplayRange({ session, destination, onDone, onFail }: Props) {
  const id = useId();
  const [from, setFrom] = useState(() => toLocal(Date.now() - DAY_MS));
  const [to, setTo] = useState(() => toLocal(Date.now() + 60_000));
  const [onlyFailed, setOnlyFailed] = useState(true);
  const [told, setTold] = useState('');
  const replay = async (event: Event) => {
    event.preventDefault();
    setTold('');
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const answer = await actOnList(session, 'deliveries/replay', { destination, ...span, onlyFailed });
    if (answer.kind !== 'ok') return onFail(answer);
    setTold('They are sent again now.');
    onDone();
  };
  return (
    <details class="replay">
      <summary>Send a span of time again</summary>
      <form class="row rule" onSubmit={replay}>
        <div class="field">
          <label for={`${id}-from`}>From</label>
          <input
            id={`${id}-from`}
            class="input"
            type="datetime-local"
            required
            value={from}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-to`}>To</label>
          <input
            id={`${id}-to`}
            class="input"
            type="datetime-local"
            required
            value={to}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
          Only what did not arrive
        </label>
        <button class="button" type="submit">
          Send again
        </button>
      </form>
      <p class="small" role="status">
        {told}
      </p>
      <p class="muted small">They keep their ids: a program that keeps ids takes them for repetitions.</p>
    </details>
  );
}

/** As a field of date and time has it, where the reader is. */
function toLocal(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}
