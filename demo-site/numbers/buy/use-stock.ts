import { useEffect, useRef, useState } from 'preact/hooks';
import type { Balance } from '../../../shared/contract/admin/ledger.ts';
import type { Region, StockNumber } from '../../../shared/contract/admin/number-market.ts';
import { getEntity } from '../../admin-client.ts';
import { tellFailure } from '../tell-failure.ts';
import type { Asker } from '../use-items.ts';

/** What is looked for; empty texts look for everything. */
export interface Search {
  q: string;
  region: string;
  contains: string;
  beauty: string;
  /** Of the account, or empty for the stock of this server. */
  integration: string;
}

/** Whoever types is not answered letter by letter. */
const TYPING_MS = 250;

/** Numbers for sale that fit, and the regions that there are; null until they are there. */
export function useOffers({ session, onUnauthorized }: Asker, search: Search) {
  const [regions, setRegions] = useState<Region[]>([]);
  const [offers, setOffers] = useState<StockNumber[] | null>(null);
  const [fault, setFault] = useState('');
  const asked = useRef(0);
  const source = search.integration ? { integration: search.integration } : {};

  const reload = async () => {
    const turn = ++asked.current;
    const { q, region, contains, beauty } = search;
    const given = Object.entries({ q: q.trim(), region, contains: contains.replace(/\D/g, ''), beauty });
    const query = new URLSearchParams({ ...source, limit: '100' });
    for (const [name, value] of given) if (value !== '') query.set(name, value);
    const answer = await getEntity<{ items: StockNumber[] }>(session, `numbers/stock?${query}`);
    // A later question has been asked meanwhile.
    if (turn !== asked.current) return;
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setOffers(answer.kind === 'ok' ? answer.value.entity.items : []);
    setFault(answer.kind === 'ok' ? '' : tellFailure(answer));
  };
  useEffect(() => {
    const timer = setTimeout(() => void reload(), TYPING_MS);
    return () => clearTimeout(timer);
  }, [JSON.stringify(search)]);
  useEffect(() => {
    const query = new URLSearchParams(source);
    void getEntity<{ items: Region[] }>(session, `numbers/regions?${query}`).then((answer) => {
      if (answer.kind === 'ok') setRegions(answer.value.entity.items);
    });
  }, [search.integration]);
  return { regions, offers, fault, reload };
}

/** What there is to spend, minor units; null until it is known, and for whoever may not see it. */
export function useBalance({ session }: Asker) {
  const [available, setAvailable] = useState<number | null>(null);
  const reload = async () => {
    const answer = await getEntity<Balance>(session, 'ledger/balance');
    if (answer.kind === 'ok') setAvailable(answer.value.entity.available);
  };
  useEffect(() => void reload(), [session.account]);
  return { available, reload };
}
