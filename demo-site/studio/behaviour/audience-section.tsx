import type { WidgetBehaviour } from '../../../shared/contract/admin/widget-behaviour.ts';
import { CheckList } from '../check-list.tsx';
import { ListField } from '../list-field.tsx';

const CHANNELS = {
  cpc: 'Paid',
  organic: 'Search',
  referral: 'Other sites',
  social: 'Social networks',
  email: 'E-mail',
  direct: 'Direct',
  other: 'Other',
} as const;
const DEVICES = { desktop: 'Computers', tablet: 'Tablets', mobile: 'Phones' } as const;
const country = (text: string) => text.toUpperCase();

interface Props {
  behaviour: WidgetBehaviour;
  onChange(part: Partial<WidgetBehaviour>): void;
}

/** Which visitors see the widget, and whose telephones may be ordered to (S1-67, S1-68). */
export function AudienceSection({ behaviour, onChange }: Props) {
  return (
    <section class="card section">
      <h2>Visitors</h2>
      <p class="muted small">Nothing chosen means everybody.</p>
      <div class="fields-grid">
        <CheckList
          legend="Traffic"
          options={CHANNELS}
          values={behaviour.channels}
          onChange={(channels) => onChange({ channels })}
        />
        <CheckList
          legend="Devices"
          options={DEVICES}
          values={behaviour.devices}
          onChange={(devices) => onChange({ devices })}
        />
      </div>
      <div class="fields-grid">
        <ListField
          label="Countries"
          path="behaviour.countries"
          values={behaviour.countries}
          placeholder="RU, KZ"
          normalise={country}
          onChange={(countries) => onChange({ countries })}
        />
        <ListField
          label="Cities"
          path="behaviour.cities"
          values={behaviour.cities}
          placeholder="Moscow, Tver"
          onChange={(cities) => onChange({ cities })}
        />
        <ListField
          label="Countries of telephones"
          path="behaviour.phoneCountries"
          values={behaviour.phoneCountries}
          placeholder="RU, BY"
          hint="The first one is preset."
          normalise={country}
          onChange={(phoneCountries) => onChange({ phoneCountries })}
        />
        <ListField
          label="Addresses that do not see it"
          path="behaviour.blockedAddresses"
          values={behaviour.blockedAddresses}
          placeholder="192.0.2.1, 198.51.100.0/24"
          onChange={(blockedAddresses) => onChange({ blockedAddresses })}
        />
      </div>
    </section>
  );
}
