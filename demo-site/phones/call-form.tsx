import { useState } from 'preact/hooks';
import type { SimulatorGesture } from '../../shared/contract/simulator.ts';
import { toE164 } from '../../shared/phone.ts';

interface Props {
  /** False while there is no connection: a call would be lost. */
  isLinked: boolean;
  /** False if the call could not be sent. */
  onCall(gesture: SimulatorGesture): boolean;
}

/** A visitor's telephone: dials a number that the site shows, as somebody who read it there would. */
export function CallForm({ isLinked, onCall }: Props) {
  const [from, setFrom] = useState('+7 916 123-45-67');
  const [to, setTo] = useState('');
  const [error, setError] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    const [caller, number] = [toE164(from, '7'), toE164(to, '7')];
    if (caller === null || number === null)
      setError('Both numbers need their country code, like +7 495 123-45-67.');
    else
      setError(onCall({ type: 'call', from: caller, to: number }) ? '' : 'There is no connection just now.');
  };
  return (
    <form class="card call-form" aria-label="Call a number" onSubmit={submit}>
      <PhoneField
        id="call-from"
        label="A visitor’s telephone"
        value={from}
        hasError={error !== ''}
        onInput={setFrom}
      />
      <PhoneField
        id="call-to"
        label="Number on the site"
        value={to}
        hasError={error !== ''}
        onInput={setTo}
      />
      <button class="button button-accent" type="submit" disabled={!isLinked}>
        Call
      </button>
      <p id="call-help" class={error ? 'field-error' : 'muted small'} role={error ? 'alert' : undefined}>
        {error || 'Rings the office that the number leads to, and shows whose call it was.'}
      </p>
    </form>
  );
}

function PhoneField(props: {
  id: string;
  label: string;
  value: string;
  hasError: boolean;
  onInput(text: string): void;
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        class="input"
        type="tel"
        autocomplete="off"
        required
        value={props.value}
        aria-invalid={props.hasError}
        aria-describedby="call-help"
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  );
}
