import { useEffect, useState } from 'preact/hooks';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { listAll, listNewest } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import type { KnownLeg } from './telephones.ts';

/** An order, with what its widget says of it. */
export interface Order {
  callback: Callback;
  /** Attempts that the scenario allows in all; null if the widget is gone. */
  maxAttempts: number | null;
  /** True if simulated telephones ring for it. */
  isSimulated: boolean;
}

const SHOWN = 8;
/** An order for later rings no telephone, so nothing but asking tells of it. */
const PAUSE_MS = 2_000;

/** The newest ordered calls, asked for again whenever a telephone has changed, and now and then. */
export function useOrders(session: BrowserSession, legs: readonly KnownLeg[]): readonly Order[] {
  const widgets = useWidgets(session);
  const [callbacks, setCallbacks] = useState<readonly Callback[]>([]);
  const changes = legs.map(({ id, state }) => `${id} ${state}`).join(',');
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    const load = async () => {
      const isSeen = document.visibilityState === 'visible';
      const answer = isSeen ? await listNewest<Callback>(session, `callbacks?limit=${SHOWN}`) : null;
      if (!isCurrent) return;
      if (answer?.kind === 'ok') setCallbacks(answer.value);
      timer = setTimeout(load, PAUSE_MS);
    };
    void load();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [session, changes]);
  return callbacks.map((callback) => {
    const widget = widgets.find(({ hash }) => hash === callback.widget);
    return {
      callback,
      maxAttempts: widget ? widget.scenario.retries.afterMin.length + 1 : null,
      isSimulated: widget?.provider === 'simulator',
    };
  });
}

function useWidgets(session: BrowserSession): readonly Widget[] {
  const [widgets, setWidgets] = useState<readonly Widget[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void listAll<Widget>(session, 'widgets').then((answer) => {
      if (isCurrent && answer.kind === 'ok') setWidgets(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [session]);
  return widgets;
}
