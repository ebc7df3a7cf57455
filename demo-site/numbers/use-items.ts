import { useEffect, useState } from 'preact/hooks';
import { listAll } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { tellFailure } from './tell-failure.ts';

export interface Asker {
  session: BrowserSession;
  onUnauthorized(): void;
}

/** A list of the account, with a filter (`kind=virtual`) or none; null until it is there. */
export function useItems<T>({ session, onUnauthorized }: Asker, collection: string, filter = '') {
  const [items, setItems] = useState<T[] | null>(null);
  const [fault, setFault] = useState('');
  const reload = async () => {
    const answer = await listAll<T>(session, collection, filter);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind === 'ok') setItems(answer.value);
    setFault(answer.kind === 'ok' ? '' : tellFailure(answer));
  };
  useEffect(() => void reload(), [session.account, collection, filter]);
  return { items, fault, reload };
}
