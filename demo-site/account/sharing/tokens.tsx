import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { TokenSchema } from '../../../shared/contract/admin/access.ts';
import { createEntity, deleteEntity } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { CodeBlock } from '../../code-block.tsx';
import { Fault } from './notice.tsx';
import { RightsMatrix, type Ticked } from './rights-matrix.tsx';
import { messageOf, useList } from './use-list.ts';
import { useRightNames } from './use-right-names.ts';

type Token = z.infer<typeof TokenSchema>;

const DAY_MS = 86_400_000;
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** API tokens: what there are, and a new one, which is shown once (S2-99). */
export function Tokens({ session }: { session: BrowserSession }) {
  const tokens = useList<Token>(session, 'tokens');
  const [made, setMade] = useState<Token | null>(null);
  const [fault, setFault] = useState('');
  const remove = async (id: string) => {
    const answer = await deleteEntity(session, `tokens/${id}`);
    setFault(answer.kind === 'ok' ? '' : messageOf(answer));
    if (made?.id === id) setMade(null);
    await tokens.reload();
  };
  return (
    <>
      <section class="card">
        <h1>API tokens</h1>
        <Fault message={fault || tokens.fault} />
        {made?.token && (
          <>
            <p class="notice" role="status">
              This token is shown now and never again: copy it.
            </p>
            <CodeBlock title="New token" text={made.token} />
          </>
        )}
        {tokens.items?.length === 0 && <p class="muted">There is no token yet.</p>}
        <ul class="sessions">
          {tokens.items?.map((token) => (
            <li key={token.id}>
              <span>
                {token.name}
                <br />
                <span class="muted small">{factsOf(token)}</span>
              </span>
              <button
                class="button button-small"
                type="button"
                aria-label={`Delete ${token.name}`}
                onClick={() => void remove(token.id)}
              >
                Delete
              </button>
            </li>
          ))}
        </ul>
      </section>
      <NewToken
        session={session}
        onMade={(token) => {
          setMade(token);
          void tokens.reload();
        }}
      />
    </>
  );
}

function NewToken({ session, onMade }: { session: BrowserSession; onMade(token: Token): void }) {
  const names = useRightNames();
  const [name, setName] = useState('');
  const [isWhole, setWhole] = useState(false);
  const [ticked, setTicked] = useState<Ticked>({});
  const [days, setDays] = useState(0);
  const [fault, setFault] = useState('');
  const save = async (event: Event) => {
    event.preventDefault();
    const some = Object.entries(ticked).flatMap(([kind, rights]) =>
      rights.map((right) => `${kind}:${right}`),
    );
    const expiresAt = days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    const body = { name, scopes: isWhole ? ['*'] : some, expiresAt };
    const answer = await createEntity<Token>(session, 'tokens', body);
    if (answer.kind !== 'ok') return setFault(messageOf(answer));
    setFault('');
    setName('');
    setTicked({});
    onMade(answer.value.entity);
  };
  return (
    <form class="card" onSubmit={save}>
      <h2>New token</h2>
      <div class="pair">
        <div class="field">
          <label for="token-name">Token name</label>
          <input
            id="token-name"
            class="input"
            maxLength={100}
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="token-days">Expires</label>
          <select
            id="token-days"
            class="input"
            value={days}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          >
            <option value={0}>never</option>
            <option value={30}>in 30 days</option>
            <option value={90}>in 90 days</option>
            <option value={365}>in a year</option>
          </select>
        </div>
      </div>
      <label>
        <input
          type="checkbox"
          checked={isWhole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />{' '}
        Everything that I may do
      </label>
      {!isWhole && <RightsMatrix names={names} value={ticked} onChange={setTicked} />}
      <Fault message={fault} />
      <div class="row">
        <button class="button button-accent" type="submit">
          Make the token
        </button>
      </div>
    </form>
  );
}

function factsOf({ scopes, lastUsedAt, expiresAt }: Token): string {
  const used = lastUsedAt === null ? 'never used' : `used ${TIME.format(Date.parse(lastUsedAt))}`;
  const ends = expiresAt === null ? '' : `, until ${TIME.format(Date.parse(expiresAt))}`;
  const what = scopes.includes('*') ? 'everything' : scopes.join(', ');
  return `${what} · ${used}${ends}`;
}
