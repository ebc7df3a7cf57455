import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../../../../shared/contract/admin/call.ts';
import type { Callback } from '../../../../shared/contract/admin/callback.ts';
import type { Integration } from '../../../../shared/contract/admin/integration.ts';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import { listNewest } from '../../../admin-client.ts';
import type { BrowserSession } from '../../../browser-session.ts';

/** How calls by an integration went lately; instants are ISO 8601. */
export interface Health {
  /** The newest call that its telephones were rung for. */
  workedAt: string | null;
  /** The newest that could not be made, and why. */
  failed: { at: string; why: string } | null;
  /** The newest inbound call that it told of. */
  toldAt: string | null;
}

const REASONS: Partial<Record<NonNullable<Callback['reason']>, string>> = {
  provider: 'the provider refused it or could not be reached',
  unknown_outcome: 'nobody knows what became of it: no answer came',
};
const NEWEST = 20;

/** Null until it is known. Told by the orders of the widgets that call by it, and by the calls that it told of. */
export function useHealth(
  session: BrowserSession,
  integration: Pick<Integration, 'id' | 'provider'>,
  widgets: readonly Widget[],
): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  const hashes = widgets.map(({ hash }) => hash).join();
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const [calls, ...orders] = await Promise.all([
        listNewest<Call>(session, `calls?provider=${integration.provider}&limit=${NEWEST}`),
        ...widgets.map(({ hash }) =>
          listNewest<Callback>(session, `callbacks?widget=${hash}&limit=${NEWEST}`),
        ),
      ]);
      if (!isCurrent) return;
      const known = orders.flatMap((answer) => (answer.kind === 'ok' ? answer.value : []));
      const told = calls?.kind === 'ok' ? calls.value : [];
      const toldAt = told.find((call) => call.integration === integration.id)?.startedAt ?? null;
      setHealth({ ...judge(known), toldAt });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [session, integration.id, hashes]);
  return health;
}

/** Out of the newest orders of its widgets, in whatever order they stand. */
export function judge(orders: readonly Callback[]): Omit<Health, 'toldAt'> {
  const newest = orders.toSorted((one, other) => (one.changedAt < other.changedAt ? 1 : -1));
  const failed = newest.find(({ reason }) => reason && REASONS[reason]);
  const rang = newest.find(
    (order) =>
      !(order.reason && REASONS[order.reason]) &&
      order.attempts.some(({ legs }) => legs.some(({ answered, code }) => answered || isOfTelephone(code))),
  );
  return {
    workedAt: rang?.changedAt ?? null,
    failed: failed?.reason ? { at: failed.changedAt, why: REASONS[failed.reason] ?? failed.reason } : null,
  };
}

/** What a telephone that was reached answers: busy, nobody there. From 500 on it is the exchange that fails. */
function isOfTelephone(code: number | null): boolean {
  return code !== null && code >= 200 && code < 500;
}
