import { useEffect, useState } from 'preact/hooks';
import type { SharedAccount } from '../../../shared/contract/admin/access.ts';
import { askPeople } from '../ask-people.ts';
import { Fault } from './notice.tsx';

/** The accounts of others that I may enter, with my roles there and what they allow (S2-78, S2-88). */
export function SharedWithMe() {
  const [items, setItems] = useState<SharedAccount[] | null>(null);
  const [fault, setFault] = useState('');
  useEffect(() => {
    void askPeople<{ items: SharedAccount[] }>('GET', '/shared').then((answer) => {
      if (answer.kind === 'ok') setItems(answer.value.items);
      else setFault(answer.message);
    });
  }, []);
  return (
    <section class="card">
      <h1>Granted to me</h1>
      <Fault message={fault} />
      {items?.length === 0 && <p class="muted">Nobody shares an account with you.</p>}
      {items?.map(({ account, name, roles, rights }) => (
        <details class="role" key={account}>
          <summary>
            {name}{' '}
            <span class="muted small">{roles.map((role) => role.name).join(', ') || 'no role yet'}</span>
          </summary>
          <ul class="small">
            {Object.entries(rights).map(([entity, own]) => (
              <li key={entity}>
                {entity}:{' '}
                {Object.entries(own)
                  .map(([right, on]) => (on === 'all' ? right : `${right} (${on.length})`))
                  .join(', ')}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
