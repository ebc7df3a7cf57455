import type { CallbackStatus, CallbackView } from '../../shared/contract/callback.ts';
import type { Transport } from '../api.ts';
import type { Undo } from '../boundary.ts';

/** How often the status is asked for while there is no line. */
const POLL_MS = 3000;
const FINAL: readonly CallbackStatus[] = ['completed', 'failed', 'cancelled', 'expired'];

export function isFinal(status: CallbackStatus): boolean {
  return FINAL.includes(status);
}

/** Tells every change of a callback until its end: by the line, and by asking once the line is gone. */
export function followCallback(
  transport: Transport,
  callback: { id: string; token: string },
  onView: (view: CallbackView) => void,
): Undo {
  const { id, token } = callback;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function see(view: CallbackView): void {
    if (isOver) return;
    if (isFinal(view.status)) stop();
    onView(view);
  }

  async function poll(): Promise<void> {
    const outcome = await transport.status(id, token);
    if (outcome.kind === 'ok') see(outcome.value);
    // Nobody but the edge can say how it ended, so only its own "no" ends the asking.
    const isRefused = outcome.kind === 'refused' && outcome.status < 500 && outcome.status !== 429;
    if (!isOver && !isRefused) timer = setTimeout(poll, POLL_MS);
  }

  let hangUp: Undo = () => {};
  function stop(): void {
    isOver = true;
    clearTimeout(timer);
    hangUp();
  }

  hangUp = transport.live(id, token, see, () => {
    if (!isOver && timer === undefined) timer = setTimeout(poll, 0);
  });
  if (isOver) hangUp();
  return stop;
}
