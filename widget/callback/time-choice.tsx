import type { JSX } from 'preact';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { Dictionary } from './dictionary.ts';
import { Icon } from './icons.tsx';
import type { TimePickerProps } from './time-picker.tsx';
import { tellInstant } from './times.ts';

export interface TimeChoiceProps {
  dictionary: Dictionary;
  lang: string;
  zone: string;
  slots: SlotsAnswer;
  /** `now`, or the instant that was chosen. */
  when: string;
  /** Null until the picker has come. */
  picker: ((props: TimePickerProps) => JSX.Element) | null;
  isPicking: boolean;
  fault: string | undefined;
  onPick: (isPicking: boolean) => void;
  onChange: (when: string) => void;
}

/** "Not now? Choose a convenient time": a line that opens the picker, and the way back to a call at once. */
export function TimeChoice(props: TimeChoiceProps): JSX.Element {
  const { dictionary, lang, zone, slots, when, picker: Picker, isPicking, fault, onPick, onChange } = props;
  const back = slots.workingNow ? dictionary.soon : dictionary.soonest;
  if (!isPicking) {
    return (
      <button type="button" class="link" aria-expanded={false} onClick={() => onPick(true)}>
        <Icon name="clock" size={18} />
        <span>
          {when !== 'now'
            ? tellInstant(when, zone, lang)
            : slots.workingNow
              ? dictionary.later
              : dictionary.otherTime}
        </span>
      </button>
    );
  }
  return (
    <div class="when">
      {Picker ? (
        <Picker
          dictionary={dictionary}
          lang={lang}
          zone={zone}
          days={slots.days}
          when={when}
          onChange={onChange}
        />
      ) : (
        <p class="note">{dictionary.loading}</p>
      )}
      {fault && <p class="note fault">{fault}</p>}
      <button
        type="button"
        class="link"
        aria-expanded={true}
        onClick={() => {
          onChange('now');
          onPick(false);
        }}
      >
        <Icon name="phone" size={16} />
        <span>{back}</span>
      </button>
    </div>
  );
}
