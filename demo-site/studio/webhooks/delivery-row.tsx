import type { z } from 'zod';
import type { DeliverySchema } from '../../../shared/contract/admin/delivery.ts';
import { tellTime } from './describe-webhook.ts';

export type Delivery = z.infer<typeof DeliverySchema>;

const STATUS = {
  waiting: ['Waiting', 'badge-warn'],
  delivered: ['Arrived', 'badge-good'],
  refused: ['Refused', 'badge-bad'],
  given_up: ['Given up', 'badge-bad'],
} as const satisfies Record<Delivery['status'], readonly [string, string]>;

/** One message: what was sent, and what came back each time. */
export function DeliveryRow({ delivery, onReplay }: { delivery: Delivery; onReplay(): void }) {
  const { subject, status, paused, createdAt, nextAt, request, attempts } = delivery;
  const [word, mood] = STATUS[status];
  const last = attempts.at(-1);
  return (
    <li>
      <details>
        <summary class="delivery-line">
          <span class={`badge ${mood}`}>{word}</span>
          <strong>{subject}</strong>
          <span class="muted small tabular">{tellTime(createdAt)}</span>
          <span class="muted small tabular delivery-last">
            {last
              ? `${last.status ?? last.detail.replace(/\.$/, '')}${last.tookMs === null ? '' : ` in ${last.tookMs} ms`}`
              : ''}
            {status === 'waiting' && nextAt && !paused && ` · again ${tellTime(nextAt)}`}
            {status === 'waiting' && paused && ' · paused'}
          </span>
        </summary>
        <div class="delivery-body">
          {request && (
            <figure class="sketch">
              <figcaption class="muted small">Request</figcaption>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
              <pre dir="ltr" tabIndex={0}>
                {writeRequest(request)}
              </pre>
            </figure>
          )}
          {attempts.length === 0 && <p class="muted small">Not tried yet.</p>}
          <ol class="plain-list">
            {attempts.map(({ at, outcome, status: code, detail, answer, tookMs }) => (
              <li key={at} class="attempt">
                <p class="small tabular">
                  {tellTime(at)} · <strong>{code ?? 'no answer'}</strong>
                  {tookMs !== null && ` in ${tookMs} ms`}
                  {outcome !== 'delivered' && detail && ` · ${detail}`}
                </p>
                {answer && (
                  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
                  <pre dir="ltr" tabIndex={0}>
                    {answer}
                  </pre>
                )}
              </li>
            ))}
          </ol>
          <button class="button button-small" type="button" onClick={onReplay}>
            {status === 'waiting' ? 'Send it now' : 'Send it again'}
          </button>
        </div>
      </details>
    </li>
  );
}

function writeRequest({ method, url, headers, body }: NonNullable<Delivery['request']>): string {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...head, '', indented(body)].join('\n').trimEnd();
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // a form, or the empty body of a GET
  }
}
