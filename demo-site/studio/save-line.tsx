import { useContext } from 'preact/hooks';
import type { SaveState } from './autosave.ts';
import { tellAuthor } from './conflict/find-author.ts';
import { tellField } from './conflict/tell-field.ts';
import { FieldScope } from './field.tsx';
import type { Merged } from './use-saved-draft.ts';

const MOST_FIELDS = 3;

interface Props {
  state: SaveState;
  merged?: Merged | null;
  /** Where what somebody else saved can only be taken as it is. */
  onReload?(): void;
  /** Where it can be put beside what one made oneself. */
  onCompare?(): void;
}

/** Says in one line whether everything is on the server. */
export function SaveLine({ state, merged = null, onReload, onCompare }: Props) {
  const scope = useContext(FieldScope);
  return (
    <div class="save-line" role="status">
      {state.kind === 'idle' && <span class="muted">Changes are saved by themselves</span>}
      {state.kind === 'saving' && <span class="muted">Saving…</span>}
      {state.kind === 'saved' && <span class="saved">Saved {clockTime(state.at)}</span>}
      {state.kind === 'saved' && merged && merged.paths.length > 0 && (
        <span class="muted">
          {' '}
          · with what {tellAuthor(merged.author)} changed: {tellFields(merged)}
        </span>
      )}
      {state.kind === 'refused' && <span class="field-error">Not saved: {refusalText(state, scope)}</span>}
      {state.kind === 'unreachable' && (
        <span class="field-error">Not saved: no connection. Trying again…</span>
      )}
      {state.kind === 'lost_race' && (
        <span class="notice">
          Not saved: somebody else changed this
          <button class="button button-small" type="button" onClick={onCompare ?? onReload}>
            {onCompare ? 'Compare' : 'Reload'}
          </button>
        </span>
      )}
    </div>
  );
}

function refusalText(state: SaveState & { kind: 'refused' }, scope: string): string {
  const shown = state.errors.filter((error) => document.getElementById(`field-${scope}${error.path}`));
  const others = state.errors.filter((error) => !shown.includes(error));
  if (others.length > 0) return others.map((error) => `${error.path} ${error.message}`).join('; ');
  if (shown.length > 0)
    return shown.length === 1 ? 'one field needs another value' : `${shown.length} fields need other values`;
  return state.message;
}

function tellFields({ paths }: Merged): string {
  const told = paths.slice(0, MOST_FIELDS).map(tellField).join('; ');
  return paths.length > MOST_FIELDS ? `${told} and ${paths.length - MOST_FIELDS} more` : told;
}

function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
}
