import { useEffect, useState } from 'preact/hooks';
import type { BrowserSession } from '../../shared/contract/admin/person.ts';
import { askPeople } from './ask-people.ts';

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The browsers that are signed in; each can be signed out, or all of them. */
export function Sessions({ onSignedOut }: { onSignedOut(): void }) {
  const [sessions, setSessions] = useState<BrowserSession[] | null>(null);
  const load = async () => {
    const answer = await askPeople<{ items: BrowserSession[] }>('GET', '/sessions');
    if (answer.kind === 'ok') setSessions(answer.value.items);
    else if (answer.status === 401) onSignedOut();
  };
  useEffect(() => void load(), []);
  const end = async (path: string, isOwn: boolean) => {
    const answer = await askPeople('DELETE', path);
    if (isOwn && answer.kind === 'ok') return onSignedOut();
    await load();
  };
  return (
    <section class="card">
      <h2>Signed in</h2>
      <ul class="sessions">
        {sessions?.map(({ id, isCurrent, createdAt, userAgent }) => (
          <li key={id}>
            <span>
              {nameOf(userAgent)} {isCurrent && <strong>(this browser)</strong>}
              <br />
              <span class="muted small">since {TIME.format(Date.parse(createdAt))}</span>
            </span>
            <button
              class="button button-small"
              type="button"
              onClick={() => void end(isCurrent ? '/sessions/current' : `/sessions/${id}`, isCurrent)}
            >
              Sign out
            </button>
          </li>
        ))}
      </ul>
      <div class="row">
        <button class="button" type="button" onClick={() => void end('/sessions', true)}>
          Sign out everywhere
        </button>
      </div>
    </section>
  );
}

/** What people call their browser, as far as it can be told. */
function nameOf(userAgent: string | null): string {
  const browser = /(Firefox|Edg|YaBrowser|OPR|Chrome|Safari)\//.exec(userAgent ?? '')?.[1] ?? 'A browser';
  const names: Record<string, string> = { Edg: 'Edge', YaBrowser: 'Yandex Browser', OPR: 'Opera' };
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent ?? '')?.[1];
  return `${names[browser] ?? browser}${system ? ` on ${system}` : ''}`;
}
