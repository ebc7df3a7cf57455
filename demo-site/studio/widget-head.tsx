import { useContext } from 'preact/hooks';
import type { Warning } from '../../shared/contract/admin/common.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { SaveState } from './autosave.ts';
import { FieldErrors } from './field.tsx';
import { SaveLine } from './save-line.tsx';
import type { Merged } from './use-saved-draft.ts';
import { Warnings } from './warnings.tsx';

interface Props {
  draft: Widget;
  sites: Site[];
  state: SaveState;
  warnings: Warning[] | undefined;
  onEdit(change: Partial<Widget>): void;
  merged: Merged | null;
  onCompare(): void;
}

/** The top line: name and site, changed where they stand (S1-11), the way back, and whether all is saved. */
export function WidgetHead({ draft, sites, state, warnings, merged, onEdit, onCompare }: Props) {
  const nameError = useContext(FieldErrors).find((error) => error.path === 'name');
  return (
    <header class="widget-head">
      <p class="small">
        <a href="#/">To main</a>
      </p>
      <h1 class="widget-title">
        <input
          id="field-name"
          class="name-input"
          aria-label="Name of the widget"
          aria-invalid={nameError !== undefined}
          aria-describedby="name-error"
          maxLength={100}
          dir="auto"
          value={draft.name}
          onInput={(event) => onEdit({ name: event.currentTarget.value })}
        />
        <select
          id="field-site"
          class="site-input"
          aria-label="Site of the widget"
          value={draft.site}
          onChange={(event) => onEdit({ site: event.currentTarget.value })}
        >
          {sites.map((site) => (
            <option key={site.id} value={site.id}>
              {site.name}
            </option>
          ))}
        </select>
      </h1>
      <p id="name-error" class="field-error" hidden={!nameError}>
        {nameError?.message}
      </p>
      <SaveLine state={state} merged={merged} onCompare={onCompare} />
      <Warnings warnings={warnings} />
    </header>
  );
}
