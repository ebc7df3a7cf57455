import { useState } from 'preact/hooks';
import type { ClassicRequest, Webhook, WebhookInput } from '../../../shared/contract/admin/webhook.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { createEntity } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { SECTIONS, webhookLink } from '../route.ts';
import { Segments } from '../segments.tsx';
import { tellFailure } from '../tell-failure.ts';
import { SecretOnce } from './secret-once.tsx';
import { WebhookForm } from './webhook-form.tsx';

const NO_REQUEST: ClassicRequest = {
  protocol: 'https',
  host: '',
  path: '/',
  method: 'POST',
  contentType: 'application/json',
  parameters: [],
};

/** A new webhook of either form; its secret is shown once. */
export function NewWebhook(props: { session: BrowserSession; onUnauthorized(): void }) {
  const [draft, setDraft] = useState<WebhookInput>(() => emptyWebhook('standard'));
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [problem, setProblem] = useState('');
  const [made, setMade] = useState<Webhook | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const save = async () => {
    const answer = await createEntity<Webhook>(props.session, 'webhooks', draft, `${key}-${hashOf(draft)}`);
    if (answer.kind === 'unauthorized') return props.onUnauthorized();
    setErrors(answer.kind === 'refused' ? answer.errors : []);
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') setMade(answer.value.entity);
  };
  if (made) {
    return (
      <section class="sections">
        <h1>“{made.name}” is there</h1>
        <SecretOnce title="Secret of the webhook" secret={made.secret ?? ''}>
          Your program checks by it that a message is from here.
        </SecretOnce>
        <p>
          <a class="button button-accent" href={webhookLink(made.id)}>
            Go on: send a test
          </a>
        </p>
      </section>
    );
  }
  return (
    <section class="sections">
      <p class="small">
        <a class="to-main" href={SECTIONS.webhooks.href}>
          All webhooks
        </a>
      </p>
      <h1>New webhook</h1>
      <div class="card section narrow-card">
        <Segments
          legend="Form of the webhook"
          options={{ standard: 'Signed JSON', classic: 'In my own words' }}
          value={draft.form}
          onChange={(form) => {
            setErrors([]);
            setProblem('');
            setDraft({ ...emptyWebhook(form), name: draft.name });
          }}
        />
        <p class="muted small">
          {draft.form === 'standard'
            ? 'For a program that is yet to be written: any event, signed by Standard Webhooks.'
            : 'For a program that is there already: a request about calls, with parameters of its own names.'}
        </p>
        <WebhookForm
          key={draft.form}
          draft={draft}
          errors={errors}
          problem={problem}
          onChange={setDraft}
          onSubmit={() => void save()}
        >
          <button class="button button-accent" type="submit">
            Add webhook
          </button>
          <a class="button" href={SECTIONS.webhooks.href}>
            Cancel
          </a>
        </WebhookForm>
      </div>
    </section>
  );
}

function emptyWebhook(form: WebhookInput['form']): WebhookInput {
  const isClassic = form === 'classic';
  return {
    name: '',
    form,
    url: isClassic ? null : '',
    events: isClassic ? ['call.started', 'call.ended'] : ['call.ended', 'callback.ended'],
    request: isClassic ? NO_REQUEST : null,
    acknowledgePhoneInUrl: false,
  };
}

/** The same input is made once, whatever is pressed twice; what was corrected is another input. */
function hashOf(draft: WebhookInput): string {
  let hash = 0;
  for (const char of JSON.stringify(draft)) hash = (hash * 31 + char.charCodeAt(0)) | 0;
  return (hash >>> 0).toString(36);
}
