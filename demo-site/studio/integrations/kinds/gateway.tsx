import { useState } from 'preact/hooks';
import type { Integration, IntegrationInput } from '../../../../shared/contract/admin/integration.ts';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import { getEntity, patchEntity } from '../../../admin-client.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { TextField } from '../../field.tsx';
import { tellFailure } from '../../tell-failure.ts';
import { SecretOnce } from '../../webhooks/secret-once.tsx';
import type { IntegrationKind, KindPageProps } from '../integration-kind.ts';
import { Addresses, hookAddress } from '../telephony/addresses.tsx';
import { IntegrationCard, type IntegrationPatch } from '../telephony/integration-card.tsx';
import { NewIntegration } from '../telephony/new-integration.tsx';
import { useTelephony } from '../telephony/use-telephony.ts';

/** An exchange of the customer's own. */
export const GATEWAY: IntegrationKind = {
  slug: 'gateway',
  group: 'telephony',
  name: 'Your own exchange',
  about: 'A small gateway beside your exchange takes signed commands and tells what the telephones did.',
  Page: GatewayPage,
};

function GatewayPage(props: KindPageProps) {
  const { integrations, widgets, problem, reload } = useTelephony('webhook', props);
  const [shown, setShown] = useState<{ name: string; secret: string } | null>(null);
  const [turn, setTurn] = useState(0);
  return (
    <>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
        </p>
      )}
      {shown && (
        <SecretOnce title={`Secret of ${shown.name}`} secret={shown.secret}>
          Start the gateway with it: both sides sign by it.
        </SecretOnce>
      )}
      <ul class="plain-list">
        {integrations?.map((integration) => (
          <GatewayCard
            key={JSON.stringify(integration)}
            {...props}
            integration={integration}
            widgets={widgets.filter((widget) => widget.integration === integration.id)}
            onSaved={reload}
            onSecret={(secret) => setShown({ name: integration.name, secret })}
          />
        ))}
      </ul>
      <NewGateway
        key={turn}
        {...props}
        onMade={({ name, secret }) => {
          setShown({ name, secret: secret ?? '' });
          setTurn((before) => before + 1);
          void reload();
        }}
      />
    </>
  );
}

function GatewayCard(
  props: KindPageProps & {
    integration: Integration;
    widgets: Widget[];
    onSaved(): Promise<void>;
    onSecret(secret: string): void;
  },
) {
  const { integration, session, onUnauthorized, onSecret } = props;
  const [name, setName] = useState(integration.name);
  const [url, setUrl] = useState(integration.url ?? '');
  const [asks, setAsks] = useState(false);
  const [problem, setProblem] = useState('');
  const patch: IntegrationPatch = {
    ...(name !== integration.name && { name }),
    ...(url !== (integration.url ?? '') && { url: url === '' ? null : url }),
  };
  const renew = async () => {
    const path = `integrations/${integration.id}`;
    const secret = makeSecret();
    const known = await getEntity<Integration>(session, path);
    const change = { secret };
    const answer =
      known.kind === 'ok'
        ? await patchEntity<Integration>(session, path, { patch: change, etag: known.value.etag })
        : known;
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') onSecret(secret);
  };
  return (
    <IntegrationCard
      {...props}
      patch={patch}
      head={
        <>
          <Addresses
            addresses={{
              'Inbound calls are told of at': hookAddress('webhook', integration.key, 'events'),
            }}
          />
          <p class="row">
            <button class="button button-small" type="button" onClick={() => setAsks(true)}>
              New secret
            </button>
            <span class="muted small">The present one is not shown.</span>
          </p>
          {problem && (
            <p class="notice notice-bad" role="alert">
              {problem}
            </p>
          )}
          {asks && (
            <ConfirmDialog
              title="Make a new secret?"
              confirm="Make it"
              onConfirm={() => void renew()}
              onClose={() => setAsks(false)}
            >
              It holds at once, and the present one does not any more: until the gateway has it, no calls can
              be made.
            </ConfirmDialog>
          )}
        </>
      }
    >
      <Fields name={name} url={url} onName={setName} onUrl={setUrl} />
    </IntegrationCard>
  );
}

function NewGateway(props: KindPageProps & { onMade(made: Integration): void }) {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const input: Partial<IntegrationInput> = { name, provider: 'webhook', ...(url !== '' && { url }) };
  return (
    <NewIntegration {...props} title="Add an exchange" input={input}>
      <Fields name={name} url={url} onName={setName} onUrl={setUrl} />
    </NewIntegration>
  );
}

function Fields(props: { name: string; url: string; onName(name: string): void; onUrl(url: string): void }) {
  return (
    <>
      <TextField label="Name" path="name" value={props.name} maxLength={100} onChange={props.onName} />
      <TextField
        label="Address of the gateway"
        path="url"
        value={props.url}
        placeholder="https://pbx.example.com/ringlet"
        hint="It must be https, and public. Without it calls are only told of, and none are made."
        onChange={(url) => props.onUrl(url.trim())}
      />
    </>
  );
}

/** A secret of Standard Webhooks: 32 random bytes. */
function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
