import type { WidgetTool } from '../../../shared/contract/admin/widget-tool.ts';
import { CheckField, NumberField, TextField } from '../field.tsx';
import { RulesEditor } from './rules-editor.tsx';

const KINDS: Readonly<Record<WidgetTool['kind'], string>> = {
  button: 'Button of the page',
  form: 'Form of the page',
  scroll: 'Scroll call',
  rest: 'Your own server',
};
const FORM_FIELDS = {
  phone: 'Field of the phone',
  name: 'Field of the name',
  param1: 'Field for PARAM1',
  param2: 'Field for PARAM2',
  param3: 'Field for PARAM3',
} as const;

interface Props {
  tools: WidgetTool[];
  onChange(tools: WidgetTool[]): void;
}

/** What else orders calls by this widget's schedule, scenario and voice (S1-3, S1-70). */
export function ToolsSection({ tools, onChange }: Props) {
  const change = (index: number, tool: WidgetTool) =>
    onChange(tools.map((one, i) => (i === index ? tool : one)));
  return (
    <section class="card section">
      <h2>Tools</h2>
      <p class="muted small">They use the schedule, the scenario and the voice of this widget.</p>
      {tools.map((tool, index) => (
        <ToolCard
          key={tool.id}
          tool={tool}
          path={`tools.${index}`}
          onChange={(next) => change(index, next)}
          onRemove={() => onChange(tools.filter((_, i) => i !== index))}
        />
      ))}
      <div class="row">
        {(Object.keys(KINDS) as WidgetTool['kind'][]).map((kind) => (
          <button
            key={kind}
            class="button button-small"
            type="button"
            onClick={() => onChange([...tools, newTool(kind, tools)])}
          >
            + {KINDS[kind]}
          </button>
        ))}
      </div>
    </section>
  );
}

interface CardProps {
  tool: WidgetTool;
  path: string;
  onChange(tool: WidgetTool): void;
  onRemove(): void;
}

function ToolCard({ tool, path, onChange, onRemove }: CardProps) {
  return (
    <article class="special" aria-label={tool.name}>
      <div class="row section-head">
        <strong>{KINDS[tool.kind]}</strong>
        <button class="button button-small" type="button" onClick={onRemove}>
          Remove <span class="visually-hidden">{tool.name}</span>
        </button>
      </div>
      <CheckField
        label="Switched on"
        path={`${path}.isOn`}
        value={tool.isOn}
        onChange={(isOn) => onChange({ ...tool, isOn })}
      />
      <div class="fields-grid">
        <TextField
          label="Name of the tool"
          path={`${path}.name`}
          value={tool.name}
          maxLength={100}
          onChange={(name) => onChange({ ...tool, name })}
        />
        <TextField
          label="What the voice calls it"
          path={`${path}.title`}
          value={tool.title}
          maxLength={100}
          hint="Spoken as {{FORM}}; empty: the name."
          onChange={(title) => onChange({ ...tool, title })}
        />
        {(tool.kind === 'button' || tool.kind === 'form') && (
          <TextField
            label="CSS selector"
            path={`${path}.selector`}
            value={tool.selector}
            maxLength={500}
            onChange={(selector) => onChange({ ...tool, selector })}
          />
        )}
        {tool.kind === 'scroll' && (
          <NumberField
            label="Opens when scrolled by"
            path={`${path}.pageYOffset`}
            value={tool.pageYOffset}
            min={1}
            max={1_000_000}
            unit="pixels"
            hint="At most once in 30 minutes."
            onChange={(pageYOffset) => onChange({ ...tool, pageYOffset })}
          />
        )}
        {tool.kind === 'form' &&
          (Object.keys(FORM_FIELDS) as (keyof typeof FORM_FIELDS)[]).map((field) => (
            <TextField
              key={field}
              label={FORM_FIELDS[field]}
              path={`${path}.fields.${field}`}
              value={tool.fields[field]}
              maxLength={100}
              onChange={(name) => onChange({ ...tool, fields: { ...tool.fields, [field]: name } })}
            />
          ))}
      </div>
      {tool.kind !== 'rest' && (
        <RulesEditor
          path={`${path}.rules`}
          rules={tool.rules}
          onChange={(rules) => onChange({ ...tool, rules })}
        />
      )}
      {tool.kind === 'rest' && (
        <p class="muted small">
          Orders name it as <code>{tool.id}</code>.
        </p>
      )}
    </article>
  );
}

function newTool(kind: WidgetTool['kind'], tools: readonly WidgetTool[]): WidgetTool {
  const ids = tools.map(({ id }) => id);
  let n = 1;
  while (ids.includes(`${kind}-${n}`)) n += 1;
  const base = { id: `${kind}-${n}`, name: KINDS[kind], title: '', isOn: true, rules: [] };
  switch (kind) {
    case 'button':
      return { ...base, kind, selector: '.call-me' };
    case 'form':
      return {
        ...base,
        kind,
        selector: 'form.contact',
        fields: { phone: 'phone', name: 'name', param1: '', param2: '', param3: '' },
      };
    case 'scroll':
      return { ...base, kind, pageYOffset: 1500 };
    case 'rest':
      return { ...base, kind };
    default: {
      const never: never = kind;
      return never;
    }
  }
}
