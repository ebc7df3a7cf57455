import type { Ivr } from '../../shared/contract/admin/ivr.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { SelectField, TextField } from './field.tsx';

/** What the manager hears. */
export function VoiceSection({ draft, onEdit }: { draft: Widget; onEdit(change: Partial<Widget>): void }) {
  const { ivr } = draft;
  const change = (part: Partial<Ivr>) => onEdit({ ivr: { ...ivr, ...part } });
  return (
    <section class="card section">
      <h2>What the manager hears</h2>
      <TextField
        label="Before the digit"
        path="ivr.before"
        value={ivr.before}
        lang={ivr.language}
        maxLength={1000}
        isLong
        hint="{{SERVICE}} {{TITLE}} {{IVR}} are filled in, {{PAUSE}} is a silence."
        onChange={(before) => change({ before })}
      />
      <TextField
        label="After the digit"
        path="ivr.after"
        value={ivr.after}
        lang={ivr.language}
        maxLength={1000}
        isLong
        onChange={(after) => change({ after })}
      />
      <div class="fields-grid">
        <SelectField
          label="Language of the voice"
          path="ivr.language"
          value={ivr.language}
          options={{ ru: 'Russian', en: 'English' }}
          onChange={(language) => change({ language })}
        />
        <SelectField
          label="Voice"
          path="ivr.voice"
          value={ivr.voice}
          options={{ female: 'Female', male: 'Male' }}
          onChange={(voice) => change({ voice })}
        />
      </div>
    </section>
  );
}
