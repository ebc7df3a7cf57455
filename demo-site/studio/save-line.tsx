import { useContext } from 'preact/hooks';
import type { SaveState } from './autosave.ts';
import { FieldScope } from './field.tsx';

/** Says in one line whether everything is on the server. */
export function SaveLine({ state, onReload }: { state: SaveState; onReload(): void }) {
  const scope = useContext(FieldScope);
  return (
    <div class="save-line" role="status">
      {state.kind === 'idle' && <span class="muted">Changes are saved by themselves</span>}
      {state.kind === 'saving' && <span class="muted">Saving…</span>}
      {state.kind === 'saved' && <span class="saved">Saved {clockTime(state.at)}</span>}
      {state.kind === 'refused' && <span class="field-error">Not saved: {refusalText(state, scope)}</span>}
      {state.kind === 'unreachable' && (
        <span class="field-error">Not saved: no connection. Trying again…</span>
      )}
      {state.kind === 'lost_race' && (
        <span class="notice">
          Somebody else changed this
          <button class="button button-small" type="button" onClick={onReload}>
            Reload
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

function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
}
