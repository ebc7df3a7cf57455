import { useEffect, useState } from 'preact/hooks';
import type { Integration, TelephonyIntegration } from '../../../shared/contract/admin/integration.ts';
import { listAll } from '../../admin-client.ts';
import { SelectField } from '../field.tsx';
import { integrationLink } from '../route.ts';
import type { TabProps } from '../tab-props.ts';

const SIMULATOR = 'simulator';
const PROVIDER_NAMES: Readonly<Record<TelephonyIntegration, string>> = {
  twilio: 'Twilio',
  webhook: 'own exchange',
};

type Telephones = Integration & { provider: TelephonyIntegration };

function makesCalls(one: Integration): one is Telephones {
  return Object.hasOwn(PROVIDER_NAMES, one.provider);
}

/** By which telephones the widget calls. */
export function TelephonySection({ draft, onEdit, session }: TabProps) {
  const [known, setKnown] = useState<Telephones[]>([]);
  useEffect(() => {
    void listAll<Integration>(session, 'integrations').then((answer) => {
      if (answer.kind === 'ok') setKnown(answer.value.filter(makesCalls));
    });
  }, [session]);
  const options = {
    [SIMULATOR]: 'Simulated telephones',
    ...(draft.integration !== null && { [draft.integration]: 'Another integration' }),
    ...Object.fromEntries(
      known.map(({ id, name, provider }) => [id, `${name} (${PROVIDER_NAMES[provider]})`]),
    ),
  };
  const choose = (value: string) => {
    const found = known.find(({ id }) => id === value);
    if (found) onEdit({ provider: found.provider, integration: found.id });
    else if (value === SIMULATOR) onEdit({ provider: 'simulator', integration: null });
  };
  return (
    <section class="card section">
      <h2>Telephones</h2>
      <div class="fields-grid">
        <SelectField
          label="Calls are made by"
          path="integration"
          value={draft.provider === 'simulator' ? SIMULATOR : (draft.integration ?? SIMULATOR)}
          options={options}
          onChange={choose}
        />
      </div>
      <p class="muted small">
        Real calls need <a href={integrationLink('')}>an integration</a>: Twilio, or an exchange of your own.
      </p>
    </section>
  );
}
