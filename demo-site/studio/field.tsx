import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { FieldError } from '../../shared/error-codes.ts';

/** What the server found wrong with the last save; each field shows what belongs to its path. */
export const FieldErrors = createContext<readonly FieldError[]>([]);

/** What the ids of fields begin with: two entities that are edited on one page have fields of the same name. */
export const FieldScope = createContext('');

/** The id of the field of a path, in this scope. */
export function useFieldId(path: string): string {
  return `field-${useContext(FieldScope)}${path}`;
}

interface FieldProps {
  label: string;
  /** Path of the value in the entity, dotted. */
  path: string;
  hint?: string | undefined;
}

interface Wiring {
  id: string;
  class: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

export function TextField(
  props: FieldProps & {
    value: string;
    onChange(value: string): void;
    placeholder?: string;
    lang?: string;
    maxLength?: number;
    isLong?: boolean;
  },
) {
  const { value, placeholder, lang, maxLength } = props;
  const input = { value, placeholder, lang, maxLength, dir: 'auto' as const };
  return (
    <Field {...props}>
      {(wiring) =>
        props.isLong ? (
          <textarea {...wiring} {...input} onInput={(event) => props.onChange(event.currentTarget.value)} />
        ) : (
          <input {...wiring} {...input} onInput={(event) => props.onChange(event.currentTarget.value)} />
        )
      }
    </Field>
  );
}

/** Passes on whole numbers only; while the box holds something else it says so and keeps the last good one. */
export function NumberField(
  props: FieldProps & {
    value: number;
    onChange(value: number): void;
    min: number;
    max: number;
    unit: string;
  },
) {
  const [text, setText] = useState<string | null>(null);
  const isBad = text !== null && !/^\d{1,6}$/.test(text);
  const read = (typed: string) => {
    setText(typed);
    if (/^\d{1,6}$/.test(typed)) props.onChange(Number(typed));
  };
  return (
    <Field {...props} error={isBad ? 'Must be a whole number' : ''}>
      {(wiring) => (
        <span class="with-unit">
          <input
            {...wiring}
            type="number"
            inputMode="numeric"
            min={props.min}
            max={props.max}
            value={text ?? String(props.value)}
            onInput={(event) => read(event.currentTarget.value)}
            onBlur={() => setText(null)}
          />
          <span class="muted small">{props.unit}</span>
        </span>
      )}
    </Field>
  );
}

export function SelectField<T extends string>(
  props: FieldProps & { value: T; options: Readonly<Record<T, string>>; onChange(value: T): void },
) {
  return (
    <Field {...props}>
      {(wiring) => (
        <select
          {...wiring}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value as T)}
        >
          {Object.entries<string>(props.options).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField(props: FieldProps & { value: boolean; onChange(value: boolean): void }) {
  const id = useFieldId(props.path);
  const error = useContext(FieldErrors).find((entry) => entry.path === props.path)?.message ?? '';
  return (
    <div class="field">
      <label class="check" for={id}>
        <input
          id={id}
          type="checkbox"
          checked={props.value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        {props.label}
      </label>
      <p id={`${id}-hint`} class={error ? 'field-error' : 'muted small'} hidden={!error && !props.hint}>
        {error || props.hint}
      </p>
    </div>
  );
}

export function ColourField(props: FieldProps & { value: string; onChange(value: string): void }) {
  const isColour = /^#[0-9a-f]{6}$/i.test(props.value);
  return (
    <Field {...props}>
      {(wiring) => (
        <span class="with-unit">
          <input
            type="color"
            class="swatch"
            aria-label={`Pick the ${props.label.toLowerCase()}`}
            value={isColour ? props.value : '#000000'}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          <input
            {...wiring}
            value={props.value}
            maxLength={7}
            spellcheck={false}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
        </span>
      )}
    </Field>
  );
}

function Field(props: FieldProps & { error?: string; children(wiring: Wiring): ComponentChildren }) {
  const error =
    props.error || useContext(FieldErrors).find((entry) => entry.path === props.path)?.message || '';
  const id = useFieldId(props.path);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({ id, class: 'input', 'aria-invalid': error !== '', 'aria-describedby': `${id}-hint` })}
      <p id={`${id}-hint`} class={error ? 'field-error' : 'muted small'} hidden={!error && !props.hint}>
        {error || props.hint}
      </p>
    </div>
  );
}
