import { useEffect, useState } from 'preact/hooks';
import type { OwnAccess } from '../../../shared/contract/admin/access.ts';
import { askPeople } from '../ask-people.ts';

/** Every right that there is, by kind: those that one has in one's own account. */
export function useRightNames(): Readonly<Record<string, string[]>> {
  const [names, setNames] = useState<Record<string, string[]>>({});
  useEffect(() => {
    void askPeople<OwnAccess>('GET', '/me').then((answer) => {
      if (answer.kind !== 'ok') return;
      const kinds = Object.entries(answer.value.rights);
      setNames(Object.fromEntries(kinds.map(([kind, rights]) => [kind, Object.keys(rights)])));
    });
  }, []);
  return names;
}
