import { useState } from 'preact/hooks';
import { createEntity, deleteEntity, type Result } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { Fault } from './notice.tsx';
import type { OwnRole } from './own-role.ts';
import { RoleForm } from './role-form.tsx';
import { SharedWithMe } from './shared-with-me.tsx';
import { messageOf, useList } from './use-list.ts';
import { useRightNames } from './use-right-names.ts';

type Member = { id: string; email: string; isOwner: boolean };

/** Two tabs: the roles of this account, and those that others have given to me (S2-78). */
export function Roles({ session }: { session: BrowserSession }) {
  const [tab, setTab] = useState<'own' | 'granted'>('own');
  const tabs = { own: 'Created here', granted: 'Granted to me' } as const;
  return (
    <>
      <div class="row" role="tablist" aria-label="Roles">
        {(['own', 'granted'] as const).map((one) => (
          <button
            key={one}
            class={`button ${one === tab ? 'button-accent' : ''}`}
            type="button"
            role="tab"
            aria-selected={one === tab}
            onClick={() => setTab(one)}
          >
            {tabs[one]}
          </button>
        ))}
      </div>
      {tab === 'own' ? <OwnRoles session={session} /> : <SharedWithMe />}
    </>
  );
}

function OwnRoles({ session }: { session: BrowserSession }) {
  const roles = useList<OwnRole>(session, 'roles');
  const members = useList<Member>(session, 'members');
  const names = useRightNames();
  const [edited, setEdited] = useState<OwnRole | 'new' | null>(null);
  const [fault, setFault] = useState('');
  const act = async (work: Promise<Result<unknown>>) => {
    const answer = await work;
    setFault(answer.kind === 'ok' ? '' : messageOf(answer));
    await roles.reload();
  };
  const invited = (members.items ?? []).filter(({ isOwner }) => !isOwner);
  return (
    <>
      <section class="card">
        <h1>Roles</h1>
        <Fault message={fault || roles.fault} />
        {roles.items?.length === 0 && <p class="muted">There is no role yet.</p>}
        {roles.items?.map((role) => (
          <RoleRow
            key={role.id}
            role={role}
            members={invited}
            onEdit={() => setEdited(role)}
            onDelete={() => void act(deleteEntity(session, `roles/${role.id}`))}
            onGive={(member) => void act(createEntity(session, 'grants', { member, role: role.id }))}
            onWithdraw={(grant) => void act(deleteEntity(session, `grants/${grant}`))}
          />
        ))}
        {edited === null && (
          <div class="row">
            <button class="button button-accent" type="button" onClick={() => setEdited('new')}>
              Add role
            </button>
          </div>
        )}
      </section>
      {edited !== null && (
        <RoleForm
          key={edited === 'new' ? 'new' : edited.id}
          session={session}
          names={names}
          role={edited === 'new' ? null : edited}
          onDone={() => {
            setEdited(null);
            void roles.reload();
          }}
        />
      )}
    </>
  );
}

interface RowProps {
  role: OwnRole;
  members: Member[];
  onEdit(): void;
  onDelete(): void;
  onGive(member: string): void;
  onWithdraw(grant: string): void;
}

function RoleRow({ role, members, onEdit, onDelete, onGive, onWithdraw }: RowProps) {
  const [member, setMember] = useState('');
  const free = members.filter(({ id }) => !role.grantees.some((grantee) => grantee.member === id));
  return (
    <details class="role">
      <summary>
        <span class="role-picture" style={{ background: role.picture.color }} aria-hidden="true">
          {role.picture.emoji}
        </span>{' '}
        {role.name}{' '}
        <span class="muted small">available to {listOf(role.grantees.map(({ name }) => name))}</span>
      </summary>
      <p class="small">
        {role.fullAccess
          ? 'Full access.'
          : listOf(role.rights.map(({ entity, may, items }) => describe(entity, may, items)))}
      </p>
      {role.grantees.map(({ grant, name, email }) => (
        <div class="row" key={grant}>
          <span>
            {name} <span class="muted small">{email}</span>
          </span>
          <button
            class="button button-small"
            type="button"
            aria-label={`Withdraw ${role.name} from ${name}`}
            onClick={() => onWithdraw(grant)}
          >
            Withdraw
          </button>
        </div>
      ))}
      <div class="row">
        <select
          class="input"
          aria-label={`Give ${role.name} to`}
          value={member}
          onChange={(event) => setMember(event.currentTarget.value)}
        >
          <option value="">{free.length === 0 ? 'Nobody else is attached' : 'Add a user…'}</option>
          {free.map(({ id, email }) => (
            <option key={id} value={id}>
              {email}
            </option>
          ))}
        </select>
        <button
          class="button button-small"
          type="button"
          disabled={member === ''}
          onClick={() => {
            onGive(member);
            setMember('');
          }}
        >
          Give
        </button>
        <button class="button button-small" type="button" aria-label={`Change ${role.name}`} onClick={onEdit}>
          Change
        </button>
        <button
          class="button button-small"
          type="button"
          aria-label={`Delete ${role.name}`}
          onClick={onDelete}
        >
          Delete
        </button>
      </div>
    </details>
  );
}

function describe(entity: string, may: readonly string[], items: readonly string[] | null): string {
  return `${entity}: ${may.join(', ')}${items === null ? '' : ` (${items.length} of them)`}`;
}

function listOf(texts: readonly string[]): string {
  return texts.length === 0 ? 'nobody' : texts.join('; ');
}
