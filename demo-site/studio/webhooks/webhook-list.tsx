import { useEffect, useState } from 'preact/hooks';
import type { Webhook } from '../../../shared/contract/admin/webhook.ts';
import { listAll } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { webhookLink } from '../route.ts';
import { tellFailure } from '../tell-failure.ts';
import { addressOf, tellTally } from './describe-webhook.ts';
import { WebhookState } from './webhook-state.tsx';

/** All of them, with how each fares. */
export function WebhookList(props: { session: BrowserSession; onUnauthorized(): void }) {
  const [webhooks, setWebhooks] = useState<Webhook[] | null>(null);
  const [problem, setProblem] = useState('');
  const load = async () => {
    const answer = await listAll<Webhook>(props.session, 'webhooks');
    if (answer.kind === 'unauthorized') return props.onUnauthorized();
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') setWebhooks(answer.value);
  };
  useEffect(() => void load(), []);
  return (
    <section class="sections">
      <div class="row section-head">
        <h1>Webhooks</h1>
        <a class="button button-accent" href={webhookLink('new')}>
          Add webhook
        </a>
      </div>
      <p class="muted">
        A program of yours is told of calls, orders and alerts the moment they happen: by signed JSON, or by a
        request in your own words.
      </p>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
          <button class="button button-small" type="button" onClick={() => void load()}>
            Try again
          </button>
        </p>
      )}
      {!webhooks && !problem && <p class="muted">Loading…</p>}
      {webhooks?.length === 0 && (
        <p class="card muted">No webhook yet. Add one, and send it a test call to see what arrives.</p>
      )}
      <ul class="plain-list">
        {webhooks?.map((webhook) => (
          <li key={webhook.id} class="card linked-card webhook-card">
            <h2>
              <a href={webhookLink(webhook.id)} dir="auto">
                {webhook.name}
              </a>
            </h2>
            <WebhookState webhook={webhook} />
            <p class="webhook-address" dir="ltr">
              {addressOf(webhook)}
            </p>
            <p class="muted small tabular">
              {webhook.form === 'standard' ? 'Signed JSON' : 'Your own words'} · {tellTally(webhook)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
