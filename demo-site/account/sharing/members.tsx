import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { InvitationSchema, MemberSchema } from '../../../shared/contract/admin/access.ts';
import { createEntity, deleteEntity } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { Fault } from './notice.tsx';
import { messageOf, useList } from './use-list.ts';

type Member = z.infer<typeof MemberSchema>;
type Invitation = z.infer<typeof InvitationSchema>;

/** Who is attached to the account, and who is invited (S2-69, S2-73 to S2-75). */
export function Members({ session }: { session: BrowserSession }) {
  const members = useList<Member>(session, 'members');
  const invitations = useList<Invitation>(session, 'invitations');
  const [fault, setFault] = useState('');
  const remove = async (path: string) => {
    const answer = await deleteEntity(session, path);
    setFault(answer.kind === 'ok' ? '' : messageOf(answer));
    await Promise.all([members.reload(), invitations.reload()]);
  };
  const pending = (invitations.items ?? []).filter(({ status }) => status === 'pending');
  return (
    <section class="card">
      <h1>Members</h1>
      <Fault message={fault || members.fault} />
      <ul class="sessions">
        {members.items?.map(({ id, name, email, isOwner, roles }) => (
          <li key={id}>
            <span>
              {name} {isOwner && <strong>(owner)</strong>}
              <br />
              <span class="muted small">{[email, ...roles.map((role) => role.name)].join(' · ')}</span>
            </span>
            {!isOwner && (
              <button
                class="button button-small"
                type="button"
                aria-label={`Remove ${name}`}
                onClick={() => void remove(`members/${id}`)}
              >
                Remove
              </button>
            )}
          </li>
        ))}
        {pending.map(({ id, email }) => (
          <li key={id}>
            <span>
              {email}
              <br />
              <span class="muted small">invited</span>
            </span>
            <button
              class="button button-small"
              type="button"
              aria-label={`Withdraw the invitation of ${email}`}
              onClick={() => void remove(`invitations/${id}`)}
            >
              Withdraw
            </button>
          </li>
        ))}
      </ul>
      <Invite session={session} onDone={() => void invitations.reload()} />
    </section>
  );
}

function Invite({ session, onDone }: { session: BrowserSession; onDone(): void }) {
  const [email, setEmail] = useState('');
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState('');
  const invite = async (event: Event) => {
    event.preventDefault();
    const answer = await createEntity(session, 'invitations', { email: email.trim() });
    setFault(answer.kind === 'ok' ? '' : messageOf(answer));
    if (answer.kind !== 'ok') return;
    setSaid(`A letter is on its way to ${email.trim()}.`);
    setEmail('');
    onDone();
  };
  return (
    <form onSubmit={invite}>
      <div class="field">
        <label for="invite">Invite by e-mail</label>
        <input
          id="invite"
          class="input"
          type="email"
          autocomplete="off"
          required
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <Fault message={fault} />
      {said && !fault && (
        <p class="notice" role="status">
          {said}
        </p>
      )}
      <div class="row">
        <button class="button button-accent" type="submit">
          Invite
        </button>
      </div>
    </form>
  );
}
