import { useEffect, useRef, useState } from 'preact/hooks';
import type { Purchase, StockNumber } from '../../../shared/contract/admin/number-market.ts';
import { createEntity } from '../../admin-client.ts';
import { formatPhone } from '../../format-phone.ts';
import { Dialog } from '../dialog.tsx';
import { formatMoney } from '../money.ts';
import { tellFailure } from '../tell-failure.ts';
import type { Asker } from '../use-items.ts';
import { AskForRegion } from './ask-for-region.tsx';
import { OfferList } from './offer-list.tsx';
import { OfferSearch } from './offer-search.tsx';
import { useBalance, useOffers } from './use-stock.ts';

interface Props extends Asker {
  /** Opens on virtual numbers (S2-12). */
  isVirtual: boolean;
  onClose(): void;
  onDone(message: string): void;
}

/** Numbers for sale, by region, with their prices; several are bought at once (S2-9 to S2-13). */
export function BuyDialog({ isVirtual, onClose, onDone, ...asker }: Props) {
  const [search, setSearch] = useState({
    q: '',
    region: isVirtual ? 'virtual' : '',
    contains: '',
    beauty: '',
    integration: '',
  });
  const { regions, offers, fault: searchFault, reload } = useOffers(asker, search);
  const balance = useBalance(asker);
  // It opens on the first region, for all of them together would begin with the cheapest alone.
  const isFresh = useRef(!isVirtual);
  useEffect(() => {
    const [first] = regions;
    if (!isFresh.current || !first) return;
    isFresh.current = false;
    setSearch((known) => ({ ...known, region: known.region || first.code }));
  }, [regions]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, StockNumber>>(new Map());
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  // The same until it is known what came of it, so that a repetition buys nothing twice.
  const key = useRef(crypto.randomUUID());
  useEffect(() => {
    key.current = crypto.randomUUID();
  }, [chosen]);
  const total = [...chosen.values()].reduce((sum, { price }) => sum + price, 0);
  const isShort = balance.available !== null && total > balance.available;

  const buy = async (close: () => void) => {
    setBusy(true);
    const input = { numbers: [...chosen.keys()], integration: search.integration || null, total };
    const answer = await createEntity<Purchase>(asker.session, 'numbers/purchases', input, key.current);
    setBusy(false);
    if (answer.kind === 'unauthorized') return asker.onUnauthorized();
    if (answer.kind === 'ok') {
      onDone(told(answer.value.entity));
      return close();
    }
    const code = answer.kind === 'refused' ? answer.code : '';
    if (answer.kind === 'refused') key.current = crypto.randomUUID();
    void balance.reload();
    if (code === 'funds') {
      return setFault(
        'The balance is not enough for this. Nothing was bought; ask for a credit, or choose fewer.',
      );
    }
    if (code === 'number_sold' && answer.kind === 'refused') {
      const gone = answer.errors.map(({ path }) => input.numbers[Number(path.split('.')[1])] ?? '');
      setChosen(new Map([...chosen].filter(([e164]) => !gone.includes(e164))));
      void reload();
      return setFault(
        `Somebody else was quicker: ${gone.map(formatPhone).join(', ')} ${gone.length === 1 ? 'is' : 'are'} sold. Nothing was bought; the others are still chosen.`,
      );
    }
    if (code === 'price_changed') {
      setChosen(new Map());
      void reload();
      return setFault('Prices have changed meanwhile. Nothing was bought: look again.');
    }
    setFault(tellFailure(answer));
  };

  return (
    <Dialog title="Buy numbers" isWide onClose={onClose}>
      {(close) => (
        <div class="dialog-form">
          <OfferSearch
            {...asker}
            search={search}
            regions={regions}
            onChange={(next) => {
              isFresh.current = false;
              if (next.integration !== search.integration) setChosen(new Map());
              setSearch(next);
            }}
          />
          <OfferList
            offers={offers}
            chosen={chosen}
            onToggle={(offer) => {
              const next = new Map(chosen);
              if (!next.delete(offer.e164)) next.set(offer.e164, offer);
              setChosen(next);
              setFault('');
            }}
          />
          <AskForRegion {...asker} region={search.q} />
          {(fault || searchFault) && (
            <p class="notice notice-bad" role="alert">
              {fault || searchFault}
            </p>
          )}
          <div class="buy-foot">
            <p class="tabular" role="status">
              <strong>{chosen.size === 1 ? '1 number' : `${chosen.size} numbers`}</strong>,{' '}
              {formatMoney(total)}
              <br />
              <span class={isShort ? 'short small' : 'muted small'}>
                {balance.available === null ? ' ' : `Balance ${formatMoney(balance.available)}`}
                {isShort && ', which is not enough'}
              </span>
            </p>
            <div class="row">
              <button
                class="button button-accent"
                type="button"
                disabled={chosen.size === 0 || isBusy}
                onClick={() => void buy(close)}
              >
                {isBusy ? 'Buying…' : 'Buy'}
              </button>
              <button class="button" type="button" onClick={close}>
                Cancel
              </button>
            </div>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function told({ status, numbers, total }: Purchase): string {
  const list = numbers.map(({ e164 }) => formatPhone(e164)).join(', ');
  return status === 'bought'
    ? `Bought for ${formatMoney(total)}: ${list}.`
    : `Ordered: ${list}. The provider has not answered yet; they appear here as soon as it does, and are charged only then.`;
}
