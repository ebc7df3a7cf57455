import { useEffect, useState } from 'preact/hooks';
import { type Failure, listAll } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';

/** What can be told of a request that failed. */
export function messageOf(failure: Failure): string {
  if (failure.kind === 'refused')
    return [failure.message, ...failure.errors.map(({ message }) => message)].join(' ');
  if (failure.kind === 'lost_race') return 'Somebody else changed this in the meantime: load the page again.';
  return failure.kind === 'unauthorized' ? 'You were signed out.' : 'The server cannot be reached just now.';
}

/** A list of the account, read anew by `reload`; null until it is there. */
export function useList<T>(session: BrowserSession, kind: string) {
  const [items, setItems] = useState<T[] | null>(null);
  const [fault, setFault] = useState('');
  const reload = async () => {
    const answer = await listAll<T>(session, kind);
    if (answer.kind === 'ok') setItems(answer.value);
    setFault(answer.kind === 'ok' ? '' : messageOf(answer));
  };
  useEffect(() => void reload(), [session.account, kind]);
  return { items, fault, reload };
}
