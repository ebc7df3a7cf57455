import type { CallField, ClassicRequest } from '../../../shared/contract/admin/webhook.ts';
import { CheckField, SelectField, TextField } from '../field.tsx';
import { sketchRequest } from './describe-webhook.ts';

interface Props {
  request: ClassicRequest;
  isAcknowledged: boolean;
  onChange(request: ClassicRequest): void;
  onAcknowledge(isAcknowledged: boolean): void;
}

const FIELD_NAMES: Readonly<Record<CallField, string>> = {
  event: 'Event',
  event_id: 'Id of the event',
  occurred_at: 'When it happened',
  account: 'Account',
  call_id: 'Id of the call',
  provider: 'Provider',
  caller: 'Telephone of the caller',
  number: 'Number that was called',
  started_at: 'Began at',
  started_at_unix: 'Began at, Unix time',
  answered_at: 'Answered at',
  ended_at: 'Ended at',
  duration_s: 'Seconds in all',
  talk_s: 'Seconds of talk',
  status: 'Status',
  verdict: 'Verdict',
  tags: 'Tags',
  campaign: 'Id of the campaign',
  campaign_name: 'Campaign',
  office: 'Id of the office',
  office_name: 'Office',
  visitor: 'Visitor',
  session: 'Session',
  source_type: 'Type of the source',
  utm_source: 'utm_source',
  utm_medium: 'utm_medium',
  utm_campaign: 'utm_campaign',
  utm_content: 'utm_content',
  utm_term: 'utm_term',
  gclid: 'gclid',
  yclid: 'yclid',
  referrer: 'Page that led here',
  landing: 'First page',
  recording_url: 'Address of the recording',
};
const CONTENT_TYPES = {
  'application/json': 'application/json',
  'application/x-www-form-urlencoded': 'application/x-www-form-urlencoded',
} as const;
/** What programs that take calls mostly ask for. */
const USUAL: readonly CallField[] = ['event', 'caller', 'number', 'duration_s', 'recording_url'];

/** A request in the owner's own words (S2-91 to S2-96). */
export function ClassicFields({ request, isAcknowledged, onChange, onAcknowledge }: Props) {
  const edit = (change: Partial<ClassicRequest>) => onChange({ ...request, ...change });
  const carriesPhone = request.parameters.some(({ field }) => field === 'caller');
  return (
    <>
      <div class="fields-grid">
        <SelectField
          label="Protocol"
          path="request.protocol"
          value={request.protocol}
          options={{ https: 'https', http: 'http' }}
          onChange={(protocol) => edit({ protocol })}
        />
        <TextField
          label="Host"
          path="request.host"
          value={request.host}
          placeholder="crm.example.com:8443"
          onChange={(host) => edit({ host: host.trim() })}
        />
        <TextField
          label="Path"
          path="request.path"
          value={request.path}
          placeholder="/in/calls"
          onChange={(path) => edit({ path: path.trim() })}
        />
        <SelectField
          label="Method"
          path="request.method"
          value={request.method}
          options={{ POST: 'POST', GET: 'GET' }}
          onChange={(method) => edit({ method })}
        />
        {request.method === 'POST' && (
          <SelectField
            label="Form of the body"
            path="request.contentType"
            value={request.contentType}
            options={CONTENT_TYPES}
            onChange={(contentType) => edit({ contentType })}
          />
        )}
      </div>
      <Parameters parameters={request.parameters} onChange={(parameters) => edit({ parameters })} />
      {request.method === 'GET' && carriesPhone && (
        <CheckField
          label="I know that telephones will stand in the logs of every server on the way"
          path="acknowledgePhoneInUrl"
          value={isAcknowledged}
          onChange={onAcknowledge}
        />
      )}
      <figure class="sketch">
        <figcaption class="muted small">What will be sent</figcaption>
        <pre dir="ltr">{sketchRequest(request)}</pre>
      </figure>
    </>
  );
}

function Parameters(props: {
  parameters: ClassicRequest['parameters'];
  onChange(parameters: ClassicRequest['parameters']): void;
}) {
  const { parameters, onChange } = props;
  const put = (at: number, change: Partial<(typeof parameters)[number]>) =>
    onChange(parameters.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const known = new Set(parameters.map(({ field }) => field));
  return (
    <fieldset class="check-list">
      <legend>Parameters</legend>
      {parameters.map(({ name, field }, i) => (
        <div key={i} class="row rule">
          <TextField
            label="Your name for it"
            path={`request.parameters.${i}.name`}
            value={name}
            maxLength={100}
            onChange={(next) => put(i, { name: next })}
          />
          <SelectField
            label="What it carries"
            path={`request.parameters.${i}.field`}
            value={field}
            options={FIELD_NAMES}
            onChange={(next) => put(i, { field: next })}
          />
          <button
            class="button"
            type="button"
            aria-label={`Remove the parameter ${name || i + 1}`}
            onClick={() => onChange(parameters.filter((_, at) => at !== i))}
          >
            ×
          </button>
        </div>
      ))}
      <div class="row">
        <button
          class="button button-small"
          type="button"
          disabled={parameters.length >= 50}
          onClick={() => onChange([...parameters, { name: '', field: 'caller' }])}
        >
          + Add parameter
        </button>
        <button
          class="button button-small"
          type="button"
          onClick={() =>
            onChange([
              ...parameters,
              ...USUAL.filter((field) => !known.has(field)).map((field) => ({ name: field, field })),
            ])
          }
        >
          Fill in the usual ones
        </button>
      </div>
    </fieldset>
  );
}
