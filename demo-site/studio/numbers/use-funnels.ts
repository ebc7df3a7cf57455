import { useEffect, useState } from 'preact/hooks';
import type { Funnel } from '../../../shared/contract/admin/funnel.ts';
import type { Style } from '../../../shared/contract/admin/style.ts';
import { getEntity, listAll } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';

export interface Funnels {
  day: Funnel;
  style: Funnel;
  page: Funnel;
  /** What saved styles are called, by id. */
  styleNames: ReadonlyMap<string, string>;
}

export type FunnelState = { kind: 'loading' } | { kind: 'loaded'; funnels: Funnels } | { kind: 'failed' };

/** What visitors did with a widget in the last `days` days, three ways. */
export function useFunnels(
  session: BrowserSession,
  widget: string,
  days: number,
  onUnauthorized: () => void,
): { state: FunnelState; retry(): void } {
  const [state, setState] = useState<FunnelState>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const ask = (by: 'day' | 'style' | 'page', from: string) =>
      getEntity<Funnel>(session, `widgets/funnel?widget=${widget}&by=${by}&from=${from}`);
    const load = async () => {
      setState({ kind: 'loading' });
      // Which day it is where the account is only the server knows.
      const month = await getEntity<Funnel>(session, `widgets/funnel?widget=${widget}`);
      if (month.kind === 'unauthorized') return onUnauthorized();
      if (month.kind !== 'ok') return isCurrent ? setState({ kind: 'failed' }) : undefined;
      const first = Date.parse(month.value.entity.to) - (days - 1) * 86_400_000;
      const from = new Date(first).toISOString().slice(0, 10);
      const [day, style, page, styles] = await Promise.all([
        ask('day', from),
        ask('style', from),
        ask('page', from),
        listAll<Style>(session, 'styles'),
      ]);
      if (!isCurrent) return;
      if (day.kind !== 'ok' || style.kind !== 'ok' || page.kind !== 'ok') return setState({ kind: 'failed' });
      const known = styles.kind === 'ok' ? styles.value : [];
      const funnels = {
        day: day.value.entity,
        style: style.value.entity,
        page: page.value.entity,
        styleNames: new Map(known.map(({ id, name }) => [id, name])),
      };
      setState({ kind: 'loaded', funnels });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [session, widget, days, turn]);
  return { state, retry: () => setTurn((before) => before + 1) };
}
