import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { askPeople } from './ask-people.ts';

export interface PersonField {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'tel' | 'password';
  autocomplete: string;
  hint?: string;
  value?: string;
}

interface Props {
  title: string;
  lead?: string;
  /** Stands between the lead and the fields. */
  above?: ComponentChildren;
  fields: readonly PersonField[];
  button: string;
  method: 'POST' | 'PATCH';
  path: string;
  /** Sent along with what was typed. */
  extra?: object;
  /** How what was typed is sent. */
  send?(values: Record<string, string>): object;
  onDone(value: unknown, values: Record<string, string>): void;
  children?: ComponentChildren;
}

/** A form that is one request. Faults stand beside their fields. */
export function PersonForm(props: Props) {
  const { fields, title } = props;
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, value = '' }) => [name, value])),
  );
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await askPeople(props.method, props.path, {
      ...(props.send?.(values) ?? values),
      ...props.extra,
    });
    setBusy(false);
    if (answer.kind === 'ok') {
      setFaults({});
      setMessage('');
      return props.onDone(answer.value, values);
    }
    const known = answer.errors.filter(({ path }) => fields.some(({ name }) => name === path));
    setFaults(Object.fromEntries(known.map((error) => [error.path, error.message])));
    setMessage(known.length > 0 ? '' : answer.message);
  };
  return (
    <section class="card">
      <h1>{title}</h1>
      {props.lead && <p class="muted">{props.lead}</p>}
      {props.above}
      <form onSubmit={submit} noValidate>
        {fields.map(({ name, label, type = 'text', autocomplete, hint }) => (
          <div class="field" key={name}>
            <label for={`person-${name}`}>{label}</label>
            <input
              id={`person-${name}`}
              class="input"
              // The types know each kind of field by itself, and not that it may be one of several.
              type={type as 'text'}
              autocomplete={autocomplete}
              value={values[name] ?? ''}
              aria-invalid={faults[name] !== undefined}
              aria-describedby={`person-${name}-hint`}
              onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            />
            <p
              id={`person-${name}-hint`}
              class={faults[name] ? 'field-error' : 'muted small'}
              hidden={!faults[name] && !hint}
            >
              {faults[name] ?? hint}
            </p>
          </div>
        ))}
        {message && (
          <p class="notice notice-bad" role="alert">
            {message}
          </p>
        )}
        <div class="row">
          <button class="button button-accent" type="submit" disabled={isBusy}>
            {props.button}
          </button>
          {props.children}
        </div>
      </form>
    </section>
  );
}
