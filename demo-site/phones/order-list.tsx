import { useEffect, useState } from 'preact/hooks';
import type { SimulatorGesture } from '../../shared/contract/simulator.ts';
import { formatPhone } from '../format-phone.ts';
import { describeOrder, describeOutcome, isWaiting, STATUS_WORDS } from './describe-order.ts';
import type { Order } from './orders.ts';

const TAGS = { smartcall: 'tag', smartcall_night: 'night tag' } as const;

/** What was ordered, where it stands, and when it goes on. */
export function OrderList(props: {
  orders: readonly Order[];
  isLinked: boolean;
  onGesture(gesture: SimulatorGesture): void;
}) {
  return (
    <section class="desk" aria-label="Ordered calls">
      <h2>Ordered calls</h2>
      {props.orders.length === 0 && (
        <p class="card muted">
          None yet. Order one in the shop: the office rings here, and the voice tells its manager what to do.
        </p>
      )}
      <ol class="order-cards">
        {props.orders.map((order) => (
          <OrderCard key={order.callback.id} order={order} {...props} />
        ))}
      </ol>
    </section>
  );
}

function OrderCard(props: { order: Order; isLinked: boolean; onGesture(gesture: SimulatorGesture): void }) {
  const { callback, isSimulated } = props.order;
  const [word, mood] = STATUS_WORDS[callback.status];
  return (
    <li class="card order" data-order={callback.phone}>
      <div class="order-head">
        <h3 class="tabular">{formatPhone(callback.phone)}</h3>
        <p class={`badge badge-${mood}`}>{word}</p>
      </div>
      <p class="small" role="status">
        {describeOrder(props.order)}
      </p>
      {isWaiting(callback) && (
        <div class="row order-next">
          <NextCall at={Date.parse(callback.scheduledAt)} />
          {isSimulated && (
            <button
              class="button button-small"
              type="button"
              disabled={!props.isLinked}
              onClick={() =>
                props.onGesture({ type: 'hurry', callback: callback.id, widget: callback.widget })
              }
            >
              Ring now
            </button>
          )}
        </div>
      )}
      {callback.tags.length > 0 && (
        <p class="row">
          {callback.tags.map((tag) => (
            <span key={tag} class="badge">
              {TAGS[tag]}
            </span>
          ))}
        </p>
      )}
      {callback.attempts.length > 0 && (
        <ol class="attempts small muted" aria-label="Attempts so far">
          {callback.attempts.map(({ attempt, endedAt, outcome }) => (
            <li key={attempt}>
              {TIME.format(Date.parse(endedAt))} {describeOutcome(outcome)}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `at` is epoch ms. */
function NextCall({ at }: { at: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="small">
      Next call{' '}
      <time class="tabular" title="By your own clock" dateTime={new Date(at).toISOString()}>
        {DAY_AND_TIME.format(at)}
      </time>
      , <span class="tabular">{distance(at - now)}</span>
    </p>
  );
}

function distance(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `in ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `in ${minutes} min` : `in ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
