import { useState } from 'preact/hooks';
import type { RoleInput } from '../../../shared/contract/admin/access.ts';
import { createEntity, getEntity, patchEntity } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { Fault } from './notice.tsx';
import type { OwnRole } from './own-role.ts';
import { RightsMatrix, type Ticked } from './rights-matrix.tsx';
import { SingleItems } from './single-items.tsx';
import { messageOf } from './use-list.ts';

interface Props {
  session: BrowserSession;
  names: Ticked;
  /** Null: a new one. */
  role: OwnRole | null;
  onDone(): void;
}

/** Name, picture and rights of a role (S2-81 to S2-84). */
export function RoleForm({ session, names, role, onDone }: Props) {
  const [name, setName] = useState(role?.name ?? '');
  const [picture, setPicture] = useState(role?.picture ?? { color: '#0d6b4f', emoji: '👀' });
  const [fullAccess, setFull] = useState(role?.fullAccess ?? false);
  const [ticked, setTicked] = useState<Ticked>(() => tickedOf(role));
  const [items, setItems] = useState<Ticked>(() => itemsOf(role));
  const [fault, setFault] = useState('');
  const save = async (event: Event) => {
    event.preventDefault();
    const body = { name, picture, fullAccess, rights: rightsOf(ticked, items) };
    const answer = role ? await change(session, role.id, body) : await createEntity(session, 'roles', body);
    if (answer.kind === 'ok') onDone();
    else setFault(messageOf(answer));
  };
  return (
    <form class="card" onSubmit={save} aria-label={role ? `Change ${role.name}` : 'New role'}>
      <h2>{role ? 'Change the role' : 'New role'}</h2>
      <div class="pair">
        <div class="field">
          <label for="role-name">Role name</label>
          <input
            id="role-name"
            class="input"
            maxLength={100}
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="role-sign">Sign</label>
          <input
            id="role-sign"
            class="input"
            maxLength={16}
            value={picture.emoji}
            onInput={(event) => setPicture({ ...picture, emoji: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for="role-color">Colour</label>
          <input
            id="role-color"
            class="input"
            type="color"
            value={picture.color}
            onInput={(event) => setPicture({ ...picture, color: event.currentTarget.value })}
          />
        </div>
      </div>
      <label>
        <input
          type="checkbox"
          checked={fullAccess}
          onChange={(event) => setFull(event.currentTarget.checked)}
        />{' '}
        Full access
      </label>
      {!fullAccess && (
        <>
          <RightsMatrix names={names} value={ticked} onChange={setTicked} />
          <SingleItems session={session} ticked={ticked} value={items} onChange={setItems} />
        </>
      )}
      <Fault message={fault} />
      <div class="row">
        <button class="button button-accent" type="submit">
          Save
        </button>
        <button class="button" type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

async function change(session: BrowserSession, id: string, patch: object) {
  const known = await getEntity(session, `roles/${id}`);
  if (known.kind !== 'ok') return known;
  return patchEntity(session, `roles/${id}`, { patch, etag: known.value.etag });
}

/** What is given for single entities stands apart from what only holds for all: a new entity is none of them. */
function rightsOf(ticked: Ticked, items: Ticked): RoleInput['rights'] {
  return Object.entries(ticked).flatMap(([entity, may]) => {
    const single = items[entity] ?? [];
    const ofAll = single.length === 0 ? may : may.filter((right) => right === 'create' || right === 'buy');
    const ofSome = may.filter((right) => !ofAll.includes(right));
    return [
      ...(ofAll.length > 0 ? [{ entity, may: [...ofAll], items: null }] : []),
      ...(ofSome.length > 0 ? [{ entity, may: ofSome, items: [...single] }] : []),
    ];
  });
}

function tickedOf(role: OwnRole | null): Ticked {
  const ticked: Record<string, string[]> = {};
  for (const { entity, may } of role?.rights ?? []) ticked[entity] = [...(ticked[entity] ?? []), ...may];
  return ticked;
}

function itemsOf(role: OwnRole | null): Ticked {
  const some = (role?.rights ?? []).filter(({ items }) => items !== null);
  return Object.fromEntries(some.map(({ entity, items }) => [entity, items ?? []]));
}
