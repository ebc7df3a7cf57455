import type { Integration } from '../../../shared/contract/admin/integration.ts';
import type { Region } from '../../../shared/contract/admin/number-market.ts';
import { LabelledInput } from '../labelled-input.tsx';
import { formatMoney } from '../money.ts';
import { type Asker, useItems } from '../use-items.ts';
import type { Search } from './use-stock.ts';

interface Props extends Asker {
  search: Search;
  regions: readonly Region[];
  onChange(search: Search): void;
}

const BEAUTIES = [
  { id: '', name: 'any' },
  { id: 'plain', name: 'plain' },
  { id: 'bronze', name: 'easy' },
  { id: 'silver', name: 'beautiful' },
  { id: 'gold', name: 'golden' },
];

/** Where, and which digits: a region from the list, or a word such as «Виртуальный» (S2-9, S2-12). */
export function OfferSearch({ search, regions, onChange, ...asker }: Props) {
  const integrations = useItems<Integration>(asker, 'integrations');
  const sellers = (integrations.items ?? []).filter(
    ({ provider, accountSid }) => provider === 'twilio' && accountSid !== null,
  );
  const set = (part: Partial<Search>) => onChange({ ...search, ...part });
  return (
    <div class="offer-search">
      <LabelledInput
        label="Search"
        value={search.q}
        placeholder="Moscow, Виртуальный…"
        maxLength={60}
        onChange={(q) => set({ q, region: '' })}
      />
      <label class="field">
        <span class="label">Region</span>
        <select
          class="input"
          value={search.region}
          onChange={(event) => set({ region: event.currentTarget.value, q: '' })}
        >
          <option value="">all regions</option>
          {regions.map(({ code, name, from }) => (
            <option key={code} value={code}>
              {name}, from {formatMoney(from)}
            </option>
          ))}
        </select>
      </label>
      <LabelledInput
        label="Has the digits"
        value={search.contains}
        placeholder="777"
        maxLength={10}
        onChange={(contains) => set({ contains })}
      />
      <label class="field">
        <span class="label">Beauty</span>
        <select
          class="input"
          value={search.beauty}
          onChange={(event) => set({ beauty: event.currentTarget.value })}
        >
          {BEAUTIES.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {sellers.length > 0 && (
        <label class="field">
          <span class="label">Sold by</span>
          <select
            class="input"
            value={search.integration}
            onChange={(event) => set({ integration: event.currentTarget.value, region: '', q: '' })}
          >
            <option value="">this server</option>
            {sellers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
