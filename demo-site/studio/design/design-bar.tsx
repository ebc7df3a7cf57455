import { useState } from 'preact/hooks';
import { SaveAsDialog } from './save-as-dialog.tsx';
import type { Design } from './use-design.ts';

/** What becomes of the looks that are being made; the first save can only make a new style (S1-81, S1-82). */
export function DesignBar({ design }: { design: Design }) {
  const { chosen, isChanged, isWorn, isSaving } = design;
  const [isNaming, setNaming] = useState(false);
  const isPending = isChanged || !isWorn;
  return (
    <div class="card design-bar">
      <p role="status" class="design-state">
        {tellState(design)}
      </p>
      <div class="row">
        <button class="button button-small" type="button" disabled={!design.canUndo} onClick={design.undo}>
          Undo
        </button>
        <button class="button button-small" type="button" disabled={!design.canRedo} onClick={design.redo}>
          Redo
        </button>
        {isPending && (
          <button class="button button-small" type="button" onClick={design.discard}>
            Discard
          </button>
        )}
        {!isChanged && !isWorn && (
          <button class="button button-small button-accent" type="button" onClick={design.wear}>
            Put it on
          </button>
        )}
        {chosen && isChanged && (
          <button
            class="button button-small button-accent"
            type="button"
            disabled={isSaving}
            onClick={() => void design.saveChanges()}
          >
            Save changes
          </button>
        )}
        <button
          class={`button button-small ${chosen ? '' : 'button-accent'}`}
          type="button"
          disabled={isSaving}
          onClick={() => setNaming(true)}
        >
          Save as new
        </button>
      </div>
      {isPending && design.keptAt !== null && (
        <p class="muted small design-note">Back from {tellDay(design.keptAt)}, when it was not saved.</p>
      )}
      {chosen && isChanged && <p class="muted small design-note">{tellWearers(design)}</p>}
      {design.problem && (
        <p class="notice notice-bad design-note" role="alert">
          {design.problem}
        </p>
      )}
      {isNaming && (
        <SaveAsDialog
          suggestion={chosen ? `${chosen.name}, another` : ''}
          problem={design.problem}
          onSave={design.saveAsNew}
          onClose={() => setNaming(false)}
        />
      )}
    </div>
  );
}

function tellState({ chosen, isChanged, isWorn, styles }: Design) {
  if (isChanged) return <strong>Not saved: only the preview shows it</strong>;
  if (!isWorn) return <strong>Tried on: only the preview shows it</strong>;
  if (chosen) return <>Wears “{chosen.name}”</>;
  return styles === null ? 'Loading…' : 'Looks of its own, not saved as a style';
}

function tellDay(at: number): string {
  const form = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(at);
}

function tellWearers({ chosen, wearers, isWorn }: Design): string {
  const others = (wearers[chosen?.id ?? ''] ?? 0) - (isWorn ? 1 : 0);
  const name = `Save changes overwrites “${chosen?.name}”`;
  if (others <= 0) return `${name}, which no other widget wears.`;
  return `${name}, and changes ${others === 1 ? 'one more widget that wears' : `${others} more widgets that wear`} it.`;
}
