import { useEffect, useState } from 'preact/hooks';
import type { Webhook, WebhookInput } from '../../../shared/contract/admin/webhook.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { actOn, type Failure, getEntity, patchEntity, type Versioned } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { SECTIONS } from '../route.ts';
import { tellFailure } from '../tell-failure.ts';
import { DeliveryLog } from './delivery-log.tsx';
import { addressOf, tellTally, tellTime } from './describe-webhook.ts';
import { SecretOnce } from './secret-once.tsx';
import { WebhookActions } from './webhook-actions.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookState } from './webhook-state.tsx';

interface Props {
  session: BrowserSession;
  id: string;
  onUnauthorized(): void;
}

/** One webhook: how it fares, what can be done about it, its settings, and everything that was sent. */
export function WebhookDetail({ session, id, onUnauthorized }: Props) {
  const [stored, setStored] = useState<Versioned<Webhook> | null>(null);
  const [problem, setProblem] = useState('');
  const [secret, setSecret] = useState('');
  /** Grows with everything that puts something new into the log. */
  const [turn, setTurn] = useState(0);
  const fail = (failure: Failure) => {
    if (failure.kind === 'unauthorized') return onUnauthorized();
    setProblem(tellFailure(failure));
  };
  const load = async () => {
    const answer = await getEntity<Webhook>(session, `webhooks/${id}`);
    if (answer.kind !== 'ok') return fail(answer);
    setProblem('');
    setStored(answer.value);
  };
  useEffect(() => void load(), [id]);
  const act = async (action: 'test' | 'pause' | 'resume' | 'rotate') => {
    const answer = await actOn<Webhook>(session, `webhooks/${id}/${action}`);
    if (answer.kind !== 'ok') return fail(answer);
    setProblem('');
    setStored(answer.value);
    if (action === 'rotate') setSecret(answer.value.entity.secret ?? '');
    setTurn((before) => before + 1);
  };

  return (
    <section class="sections">
      <p class="small">
        <a class="to-main" href={SECTIONS.webhooks.href}>
          All webhooks
        </a>
      </p>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
          <button class="button button-small" type="button" onClick={() => void load()}>
            Reload
          </button>
        </p>
      )}
      {!stored && !problem && <p class="muted">Loading…</p>}
      {stored && (
        <>
          <header class="card section">
            <div class="row section-head">
              <h1 dir="auto">{stored.entity.name}</h1>
              <WebhookState webhook={stored.entity} />
            </div>
            <p class="webhook-address" dir="ltr">
              {addressOf(stored.entity)}
            </p>
            <p class="muted small tabular" role="status">
              {tellTally(stored.entity)}
              {stored.entity.oldSecretUntil &&
                `. The secret before signs as well until ${tellTime(stored.entity.oldSecretUntil)}`}
            </p>
            <WebhookActions webhook={stored.entity} session={session} onAct={act} onFail={fail} />
          </header>
          {secret && (
            <SecretOnce title="New secret of the webhook" secret={secret}>
              For 24 hours messages are signed by the old one as well, so change it in your program until
              then.
            </SecretOnce>
          )}
          <Settings key={stored.etag} session={session} stored={stored} onStored={setStored} onFail={fail} />
          <DeliveryLog
            session={session}
            destination={id}
            turn={turn}
            onSettled={() => void load()}
            onFail={fail}
          />
        </>
      )}
    </section>
  );
}

function Settings(props: {
  session: BrowserSession;
  stored: Versioned<Webhook>;
  onStored(stored: Versioned<Webhook>): void;
  onFail(failure: Failure): void;
}) {
  const { session, stored, onStored, onFail } = props;
  const [draft, setDraft] = useState(() => inputOf(stored.entity));
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [problem, setProblem] = useState('');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(inputOf(stored.entity));
  const save = async () => {
    const change = { patch: draft, etag: stored.etag };
    const answer = await patchEntity<Webhook>(session, `webhooks/${stored.entity.id}`, change);
    if (answer.kind === 'unauthorized') return onFail(answer);
    setErrors(answer.kind === 'refused' ? answer.errors : []);
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') onStored(answer.value);
  };
  return (
    <details class="card webhook-settings" open={isChanged || undefined}>
      <summary>
        <h2>Settings</h2>
      </summary>
      <WebhookForm
        draft={draft}
        errors={errors}
        problem={problem}
        onChange={setDraft}
        onSubmit={() => void save()}
      >
        <button class="button button-accent" type="submit" disabled={!isChanged}>
          Save
        </button>
        {isChanged && (
          <button class="button" type="button" onClick={() => setDraft(inputOf(stored.entity))}>
            Undo
          </button>
        )}
      </WebhookForm>
    </details>
  );
}

function inputOf({ name, form, url, events, request, acknowledgePhoneInUrl }: Webhook): WebhookInput {
  return { name, form, url, events, request, acknowledgePhoneInUrl };
}
