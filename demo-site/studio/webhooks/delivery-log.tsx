import { useEffect, useState } from 'preact/hooks';
import { actOn, type Failure, listPage } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { Segments } from '../segments.tsx';
import { type Delivery, DeliveryRow } from './delivery-row.tsx';
import { ReplayRange } from './replay-range.tsx';

interface Props {
  session: BrowserSession;
  /** Id of the webhook. */
  destination: string;
  /** Another one reads the log anew. */
  turn: number;
  /** A message that waited has arrived or failed: counters have changed. */
  onSettled(): void;
  onFail(failure: Failure): void;
}

const SHOWN = {
  all: 'All',
  waiting: 'Waiting',
  delivered: 'Arrived',
  refused: 'Refused',
  given_up: 'Given up',
} as const satisfies Record<Delivery['status'] | 'all', string>;
const PAGE = 20;
const LOOK_MS = 2000;

/** Every message of the last 30 days with its request and what was answered to each attempt. */
export function DeliveryLog({ session, destination, turn, onSettled, onFail }: Props) {
  const [shown, setShown] = useState<keyof typeof SHOWN>('all');
  const [items, setItems] = useState<Delivery[] | null>(null);
  const [nextCursor, setNextCursor] = useState<string | null>(null);
  const query = `deliveries?destination=${destination}&limit=${PAGE}${shown === 'all' ? '' : `&status=${shown}`}`;
  const load = async () => {
    const answer = await listPage<Delivery>(session, query);
    if (answer.kind !== 'ok') return onFail(answer);
    const before = new Map(items?.map(({ id, attempts }) => [id, attempts.length]));
    if (items && answer.value.items.some(({ id, attempts }) => attempts.length !== (before.get(id) ?? 0)))
      onSettled();
    setItems(answer.value.items);
    setNextCursor(answer.value.nextCursor);
  };
  const loadMore = async () => {
    const answer = await listPage<Delivery>(
      session,
      `${query}&cursor=${encodeURIComponent(nextCursor ?? '')}`,
    );
    if (answer.kind !== 'ok') return onFail(answer);
    setItems([...(items ?? []), ...answer.value.items]);
    setNextCursor(answer.value.nextCursor);
  };
  useEffect(() => void load(), [query, turn]);
  const isUnderWay = items?.some(({ status, nextAt }) => status === 'waiting' && isSoon(nextAt)) ?? false;
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setTimeout(() => void load(), LOOK_MS);
    return () => clearTimeout(timer);
  }, [items]);
  const replay = async (id: string) => {
    const answer = await actOn(session, `deliveries/${id}/replay`);
    if (answer.kind !== 'ok') return onFail(answer);
    await load();
  };
  return (
    <section class="card section">
      <div class="row section-head">
        <h2>Log</h2>
        <div class="row">
          <Segments legend="Messages" options={SHOWN} value={shown} onChange={(next) => setShown(next)} />
          <button class="button button-small" type="button" onClick={() => void load()}>
            Look again
          </button>
        </div>
      </div>
      <ReplayRange session={session} destination={destination} onDone={() => void load()} onFail={onFail} />
      {!items && <p class="muted">Loading…</p>}
      {items?.length === 0 && (
        <p class="muted">{shown === 'all' ? 'Nothing was sent in the last 30 days.' : 'There is none.'}</p>
      )}
      <ul class="plain-list deliveries">
        {items?.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} onReplay={() => void replay(delivery.id)} />
        ))}
      </ul>
      {nextCursor && (
        <button class="button" type="button" onClick={() => void loadMore()}>
          Show more
        </button>
      )}
    </section>
  );
}

/** What waits for hours need not be looked at every other second. */
function isSoon(nextAt: string | null): boolean {
  return nextAt === null || Date.parse(nextAt) - Date.now() < 30_000;
}
