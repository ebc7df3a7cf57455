import { useId } from 'preact/hooks';
import type { SmartCallAction, SmartCallKeys } from '../../shared/contract/admin/scenario.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

const MEANINGS: Readonly<Record<SmartCallAction, string>> = {
  connect: 'connect',
  info: 'details',
  cancel: 'cancel',
  reschedule: 'later',
  tag: 'tag',
  nightTag: 'night tag',
};

/** The keys of a telephone. While the voice waits for an answer, those that mean something say what. */
export function Keypad(props: { keys: SmartCallKeys; isLinked: boolean; onPress(digit: string): void }) {
  const id = useId();
  const meanings = new Map(
    (Object.entries(props.keys) as [SmartCallAction, string][]).map(([action, digit]) => [
      digit,
      MEANINGS[action],
    ]),
  );
  return (
    <fieldset class="keypad" disabled={!props.isLinked} aria-label="Keypad">
      {KEYS.map((digit) => {
        const meaning = meanings.get(digit);
        const described = meaning === undefined ? undefined : `${id}-${digit}`;
        return (
          <button
            key={digit}
            type="button"
            class={meaning === undefined ? '' : 'key-meant'}
            aria-labelledby={`${id}-${digit}-key`}
            aria-describedby={described}
            onClick={() => props.onPress(digit)}
          >
            <span id={`${id}-${digit}-key`}>{digit}</span>
            {meaning !== undefined && (
              <span id={described} class="key-meaning">
                {meaning}
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
