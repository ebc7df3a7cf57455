import type { Integration } from '../../../shared/contract/admin/integration.ts';
import type { Region } from '../../../shared/contract/admin/number-market.ts';
import { LabelledInput } from '../labelled-input.tsx';
import { LabelledSelect } from '../labelled-select.tsx';
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
      <LabelledSelect
        label="Region"
        value={search.region}
        options={[
          { id: '', name: 'all regions' },
          ...regions.map(({ code, name, from }) => ({
            id: code,
            name: `${name}, from ${formatMoney(from)}`,
          })),
        ]}
        onChange={(region) => set({ region, q: '' })}
      />
      <LabelledInput
        label="Has the digits"
        value={search.contains}
        placeholder="777"
        maxLength={10}
        onChange={(contains) => set({ contains })}
      />
      <LabelledSelect
        label="Beauty"
        value={search.beauty}
        options={BEAUTIES}
        onChange={(beauty) => set({ beauty })}
      />
      {sellers.length > 0 && (
        <LabelledSelect
          label="Sold by"
          value={search.integration}
          options={[{ id: '', name: 'this server' }, ...sellers]}
          onChange={(integration) => set({ integration, region: '', q: '' })}
        />
      )}
    </div>
  );
}
