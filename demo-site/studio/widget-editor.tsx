import { useState } from 'preact/hooks';
import type { Warning } from '../../shared/contract/admin/common.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { SaveState } from './autosave.ts';
import { CallSection } from './call-section.tsx';
import { FieldErrors } from './field.tsx';
import { LooksSection } from './looks-section.tsx';
import { OfficesSection } from './offices-section.tsx';
import { Preview } from './preview.tsx';
import { SaveLine } from './save-line.tsx';
import { type TextLanguage, TextsSection } from './texts-section.tsx';
import { VoiceSection } from './voice-section.tsx';
import { Warnings } from './warnings.tsx';

interface Props {
  draft: Widget;
  offices: Office[];
  country: string;
  state: SaveState;
  warnings: Warning[] | undefined;
  onEdit(change: Partial<Widget>): void;
  onReload(): void;
}

/** The settings of a widget beside its live preview. */
export function WidgetEditor({ draft, offices, country, state, warnings, onEdit, onReload }: Props) {
  const [language, setLanguage] = useState<TextLanguage>('ru');
  const errors = state.kind === 'refused' ? state.errors : [];
  const nameError = errors.find((error) => error.path === 'name');
  return (
    <FieldErrors.Provider value={errors}>
      <header class="widget-head">
        <p class="small">
          <a href="#/">Studio</a> <span class="muted">/ {draft.hash}</span>
        </p>
        <h1>
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
        </h1>
        <p id="name-error" class="field-error" hidden={!nameError}>
          {nameError?.message}
        </p>
        <SaveLine state={state} onReload={onReload} />
        <Warnings warnings={warnings} />
      </header>
      <div class="editor">
        <div class="sections">
          <OfficesSection
            attached={draft.offices}
            offices={offices}
            onChange={(ids) => onEdit({ offices: ids })}
          />
          <LooksSection draft={draft} onEdit={onEdit} />
          <TextsSection draft={draft} language={language} onLanguage={setLanguage} onEdit={onEdit} />
          <CallSection draft={draft} onEdit={onEdit} />
          <VoiceSection draft={draft} onEdit={onEdit} />
        </div>
        <Preview
          draft={draft}
          offices={offices}
          country={country}
          language={language}
          onLanguage={setLanguage}
        />
      </div>
    </FieldErrors.Provider>
  );
}
