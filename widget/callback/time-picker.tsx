import type { JSX } from 'preact';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Dictionary } from './dictionary.ts';
import { presetOf } from './slot-preset.ts';
import css from './time-picker.css?inline';
import { isElsewhere, knownZone, tellClock, tellDate, tellInstant, tellShortDay } from './times.ts';

/** The sheet of what is drawn here. */
export { css };

type Day = SlotsAnswer['days'][number];

export interface TimePickerProps {
  dictionary: Dictionary;
  lang: string;
  /** Whose hours are shown. */
  zone: string;
  days: readonly Day[];
  /** The chosen instant; one that is not offered counts as none. */
  when: string;
  onChange: (when: string) => void;
}

/** Days and the times of one, each a group of radio buttons: one stop of the Tab key, arrows move and choose. */
export function TimePicker({ dictionary, lang, zone, days, when, onChange }: TimePickerProps): JSX.Element {
  const day = days.find(({ slots }) => slots.includes(when));
  if (days.length === 0) return <p class="note">{dictionary.noTimes}</p>;
  const own = knownZone(undefined);
  const isAway = day?.slots.some((slot) => isElsewhere(slot, zone));
  const nameOf = (slot: string) => {
    const name = tellInstant(slot, zone, lang);
    const yours = fillPlaceholders(dictionary.yourTime, { TIME: tellClock(slot, own, lang) });
    return isAway ? `${name} (${yours})` : name;
  };
  return (
    <div class="picker">
      <fieldset>
        <legend>{dictionary.day}</legend>
        <div class="days">
          {days.map((one) => {
            const first = one.slots[0] ?? '';
            const [weekday, date] = tellShortDay(first, zone, lang);
            return (
              <label key={one.date} class="chip">
                <input
                  type="radio"
                  name="rl-day"
                  aria-label={tellDate(first, zone, lang)}
                  checked={one === day}
                  onChange={() => onChange(presetOf(one) ?? when)}
                />
                <span>
                  <small>{weekday}</small>
                  {date}
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
      {day && (
        <fieldset>
          <legend>{dictionary.time}</legend>
          <div class="times">
            {day.slots.map((slot) => (
              <label key={slot} class="chip">
                <input
                  type="radio"
                  name="rl-time"
                  aria-label={nameOf(slot)}
                  checked={slot === when}
                  onChange={() => onChange(slot)}
                />
                <span>
                  {tellClock(slot, zone, lang)}
                  {isAway && <small>{tellClock(slot, own, lang)}</small>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {isAway && (
        <p class="note">
          {fillPlaceholders(dictionary.zone, { ZONE: zone.replace(/.*\//, '').replace(/_/g, ' ') })}
        </p>
      )}
    </div>
  );
}
