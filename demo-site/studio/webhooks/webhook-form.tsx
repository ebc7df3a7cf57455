import type { ComponentChildren } from 'preact';
import type { EventType } from '../../../shared/contract/admin/event.ts';
import type { WebhookInput } from '../../../shared/contract/admin/webhook.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { CheckList } from '../check-list.tsx';
import { FieldErrors, FieldScope, TextField } from '../field.tsx';
import { ClassicFields } from './classic-fields.tsx';

interface Props {
  draft: WebhookInput;
  errors: readonly FieldError[];
  problem: string;
  onChange(draft: WebhookInput): void;
  onSubmit(): void;
  /** Buttons. */
  children: ComponentChildren;
}

/** Where a webhook leads, and of what it is told, in either form. */
export function WebhookForm({ draft, errors, problem, onChange, onSubmit, children }: Props) {
  const edit = (change: Partial<WebhookInput>) => onChange({ ...draft, ...change });
  const options: Readonly<Partial<Record<EventType, string>>> =
    draft.form === 'classic' ? CLASSIC_EVENTS : EVENTS;
  const eventFault = errors.find(({ path }) => path.startsWith('events'))?.message;
  return (
    <FieldScope.Provider value="webhook.">
      <FieldErrors.Provider value={errors}>
        <form
          class="section"
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <TextField
            label="Name"
            path="name"
            value={draft.name}
            maxLength={100}
            hint="For you alone."
            onChange={(name) => edit({ name })}
          />
          {draft.request === null ? (
            <TextField
              label="Address"
              path="url"
              value={draft.url ?? ''}
              placeholder="https://crm.example.com/ringlet"
              hint="Gets a POST with JSON for every event. It must be https, and public."
              onChange={(url) => edit({ url: url.trim() })}
            />
          ) : (
            <ClassicFields
              request={draft.request}
              isAcknowledged={draft.acknowledgePhoneInUrl}
              onChange={(request) => edit({ request })}
              onAcknowledge={(acknowledgePhoneInUrl) => edit({ acknowledgePhoneInUrl })}
            />
          )}
          <CheckList
            legend="Events"
            options={options as Readonly<Record<EventType, string>>}
            values={draft.events}
            onChange={(events) => edit({ events })}
          />
          {eventFault && <p class="field-error">Events: {eventFault}</p>}
          {problem && (
            <p class="notice notice-bad" role="alert">
              {problem}
            </p>
          )}
          <div class="row">{children}</div>
        </form>
      </FieldErrors.Provider>
    </FieldScope.Provider>
  );
}

const CLASSIC_EVENTS = {
  'call.started': 'A call begins',
  'call.ended': 'A call is over',
} as const;

const EVENTS: Readonly<Record<EventType, string>> = {
  ...CLASSIC_EVENTS,
  'call.changed': 'More is known of a call that was over',
  'callback.created': 'A visitor orders a call',
  'callback.changed': 'An order has another status or time',
  'callback.ended': 'An order is over',
  'lead.created': 'Somebody made a contact known',
  'pool.alert': 'Newcomers find a pool empty',
  'callback.alert': 'Many orders wait for a manager',
  'webhook.paused': 'A webhook was paused by itself',
};
