import type { StockNumber } from '../../../shared/contract/admin/number-market.ts';
import { formatPhone } from '../../format-phone.ts';
import { formatMoney } from '../money.ts';

interface Props {
  /** Null until they are there. */
  offers: readonly StockNumber[] | null;
  chosen: ReadonlyMap<string, StockNumber>;
  onToggle(offer: StockNumber): void;
}

const BEAUTIES = {
  plain: { name: '', badge: '' },
  bronze: { name: 'easy', badge: '' },
  silver: { name: 'beautiful', badge: 'badge-good' },
  gold: { name: 'golden', badge: 'badge-warn' },
} as const;

/** Numbers for sale, each with its price; any of them can be chosen. What is chosen stays while the search changes. */
export function OfferList({ offers, chosen, onToggle }: Props) {
  if (offers === null) return <p class="muted">Looking for numbers…</p>;
  const listed = new Set(offers.map(({ e164 }) => e164));
  const rows = [...[...chosen.values()].filter(({ e164 }) => !listed.has(e164)), ...offers];
  if (rows.length === 0) return <p class="muted offers-empty">No number fits. Look for something else.</p>;
  return (
    <ul class="offers" aria-label="Numbers for sale">
      {rows.map((offer) => {
        const { name, badge } = BEAUTIES[offer.beauty];
        return (
          <li key={offer.e164}>
            <label>
              <input type="checkbox" checked={chosen.has(offer.e164)} onChange={() => onToggle(offer)} />
              <span class="number-name tabular">{formatPhone(offer.e164)}</span>
              <span class="muted small offer-region">{offer.region}</span>
              {name && <span class={`badge ${badge}`}>{name}</span>}
              <span class="tabular offer-price">{formatMoney(offer.price)}</span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
