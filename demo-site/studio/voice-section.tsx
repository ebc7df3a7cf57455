import { Fragment } from 'preact';
import type { Ivr } from '../../shared/contract/admin/ivr.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { SelectField, TextField } from './field.tsx';

const PLACEHOLDERS = [
  ['IVR', 'asks for the digit that connects'],
  ['PAUSE', 'a short silence'],
  ['SERVICE', 'the name of the account'],
  ['TITLE', 'the name of the widget or of the tool'],
  ['DEALER', 'the name of the office'],
  ['PERSON', 'the name that the visitor gave, if any'],
  ['FORM', 'the title of the form that ordered'],
  ['PARAM1', 'what the form sent along; so do PARAM2 and PARAM3'],
] as const;

/** What the manager hears (S1-55 to S1-59). */
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
      <details>
        <summary>Placeholders</summary>
        <dl class="facts small">
          {PLACEHOLDERS.map(([name, what]) => (
            <Fragment key={name}>
              <dt>
                <code>{`{{${name}}}`}</code>
              </dt>
              <dd>{what}</dd>
            </Fragment>
          ))}
        </dl>
      </details>
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
