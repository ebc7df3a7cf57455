import { useState } from 'preact/hooks';
import type { Integration, IntegrationInput } from '../../../../shared/contract/admin/integration.ts';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import { TextField } from '../../field.tsx';
import type { IntegrationKind, KindPageProps } from '../integration-kind.ts';
import { Addresses, hookAddress } from '../telephony/addresses.tsx';
import { IntegrationCard, type IntegrationPatch } from '../telephony/integration-card.tsx';
import { NewIntegration } from '../telephony/new-integration.tsx';
import { SecretField } from '../telephony/secret-field.tsx';
import { useTelephony } from '../telephony/use-telephony.ts';

/** Calls by an account at Twilio. */
export const TWILIO: IntegrationKind = {
  slug: 'twilio',
  group: 'telephony',
  name: 'Twilio',
  about: 'Real calls by your account at Twilio, and verdicts on the calls to your numbers there.',
  Page: TwilioPage,
};

/** As it is typed; empty for what is not set. */
type Typed = Record<'name' | 'accountSid' | 'from' | 'apiKeySid' | 'secret' | 'apiKeySecret', string>;
const NOTHING: Typed = { name: '', accountSid: '', from: '', apiKeySid: '', secret: '', apiKeySecret: '' };

function TwilioPage(props: KindPageProps) {
  const { integrations, widgets, problem, reload } = useTelephony('twilio', props);
  const [turn, setTurn] = useState(0);
  return (
    <>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
        </p>
      )}
      <ul class="plain-list">
        {integrations?.map((integration) => (
          <TwilioCard
            key={JSON.stringify(integration)}
            {...props}
            integration={integration}
            widgets={widgets.filter((widget) => widget.integration === integration.id)}
            onSaved={reload}
          />
        ))}
      </ul>
      <NewTwilio
        key={turn}
        {...props}
        onMade={() => {
          setTurn((before) => before + 1);
          void reload();
        }}
      />
    </>
  );
}

function TwilioCard(
  props: KindPageProps & { integration: Integration; widgets: Widget[]; onSaved(): Promise<void> },
) {
  const { integration } = props;
  const { key, name, accountSid, from, apiKeySid } = integration;
  const stored: Typed = {
    ...NOTHING,
    name,
    accountSid: accountSid ?? '',
    from: from ?? '',
    apiKeySid: apiKeySid ?? '',
  };
  const [typed, setTyped] = useState(stored);
  return (
    <IntegrationCard
      {...props}
      patch={changesOf(stored, typed)}
      head={
        <>
          <Addresses
            addresses={{
              'Voice URL of your numbers': hookAddress('twilio', key, 'answer'),
              'Status callback of your numbers': hookAddress('twilio', key, 'events'),
            }}
          />
          <p class="muted small">
            Enter both at a number in Twilio's console, if calls to it are to be told apart. Ordered calls
            need neither.
          </p>
        </>
      }
    >
      <Fields typed={typed} hasSecret onChange={setTyped} />
    </IntegrationCard>
  );
}

function NewTwilio(props: KindPageProps & { onMade(): void }) {
  const [typed, setTyped] = useState(NOTHING);
  const input: Partial<IntegrationInput> = { name: '', ...changesOf(NOTHING, typed), provider: 'twilio' };
  return (
    <NewIntegration {...props} title="Add an account at Twilio" input={input}>
      <Fields typed={typed} hasSecret={false} onChange={setTyped} />
    </NewIntegration>
  );
}

function Fields(props: { typed: Typed; hasSecret: boolean; onChange(typed: Typed): void }) {
  const { typed, hasSecret, onChange } = props;
  const set = (field: keyof Typed) => (value: string) => onChange({ ...typed, [field]: value });
  const kept = hasSecret ? 'Is set, and not shown. Enter another one to replace it.' : '';
  return (
    <>
      <TextField label="Name" path="name" value={typed.name} maxLength={100} onChange={set('name')} />
      <TextField
        label="Account SID"
        path="accountSid"
        value={typed.accountSid}
        placeholder="AC…"
        hint="On the first page of the console."
        onChange={set('accountSid')}
      />
      <SecretField
        label="Auth token"
        path="secret"
        value={typed.secret}
        hint={kept || 'Beside the SID. Stored sealed, and never shown again.'}
        onChange={set('secret')}
      />
      <TextField
        label="Calls come from"
        path="from"
        value={typed.from}
        placeholder="+15551234567"
        hint="One of your numbers there, which both sides see."
        onChange={set('from')}
      />
      <TextField
        label="API key SID"
        path="apiKeySid"
        value={typed.apiKeySid}
        placeholder="SK…"
        hint="If calls are to be made with a key rather than the auth token."
        onChange={set('apiKeySid')}
      />
      <SecretField
        label="Secret of the API key"
        path="apiKeySecret"
        value={typed.apiKeySecret}
        hint={hasSecret ? 'Enter another one to replace what is set.' : 'Of the key, if there is one.'}
        onChange={set('apiKeySecret')}
      />
    </>
  );
}

/** What was typed and is not stored; an emptied field becomes null. */
function changesOf(stored: Typed, typed: Typed): IntegrationPatch {
  const fields = (Object.keys(typed) as (keyof Typed)[]).filter((field) => typed[field] !== stored[field]);
  return Object.fromEntries(
    fields.map((field) => {
      const value = field === 'from' ? typed.from.replace(/[\s()-]/g, '') : typed[field].trim();
      return [field, value === '' && field !== 'name' ? null : value];
    }),
  );
}
