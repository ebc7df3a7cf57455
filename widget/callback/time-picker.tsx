import type { JSX } from 'preact';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Dictionary } from './dictionary.ts';
import { presetOf } from './slot-preset.ts';
import css from './time-picker.css?inline';
import { isElsewhere, knownZone, tellClock, tellDate, tellInstant, tellShortDay } from './times.ts';
import type { ViewModel } from './view-model.ts';

/** The sheet of what is drawn here. */
export { css, presetOf };

/** The choice of a time in the form, and the way back to a call at once. */
export function TimeChoice(model: ViewModel): JSX.Element {
  const { slots, state, pick, edit } = model;
  const words = model.words as Dictionary;
  const { stage } = state;
  const leave = () => {
    edit({ when: 'now' });
    pick(false);
  };
  return (
    <div class="when">
      <TimePicker {...model} />
      {stage.kind === 'form' && stage.faults.when && <p class="note fault">{words.refused_time}</p>}
      <button type="button" class="link soon" aria-expanded={true} onClick={leave}>
        {slots?.workingNow ? words.soon : words.soonest}
      </button>
    </div>
  );
}

/** The time that was chosen, in words. */
export function tellChoice({ state, slots, lang }: ViewModel): string {
  return tellInstant(state.draft.when, knownZone(slots?.zone), lang);
}

/**
 * Days and the times of one, each a group of radio buttons: one stop of the Tab key, arrows move and choose. A chosen
 * instant that is not offered counts as none.
 */
export function TimePicker(model: ViewModel): JSX.Element {
  const { lang, slots, state, edit } = model;
  const words = model.words as Dictionary;
  const { when } = state.draft;
  const days = slots?.days ?? [];
  const day = days.find((one) => one.slots.includes(when));
  if (days.length === 0) return <p class="note">{words.noTimes}</p>;
  const [zone, own] = [knownZone(slots?.zone), knownZone(undefined)];
  const isAway = day?.slots.some((slot) => isElsewhere(slot, zone));
  const nameOf = (slot: string) => {
    const name = tellInstant(slot, zone, lang);
    const yours = fillPlaceholders(words.yourTime, { TIME: tellClock(slot, own, lang) });
    return isAway ? `${name} (${yours})` : name;
  };
  return (
    <div class="picker">
      <fieldset>
        <legend>{words.day}</legend>
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
                  onChange={() => edit({ when: presetOf(one) ?? when })}
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
          <legend>{words.time}</legend>
          <div class="times">
            {day.slots.map((slot) => (
              <label key={slot} class="chip">
                <input
                  type="radio"
                  name="rl-time"
                  aria-label={nameOf(slot)}
                  checked={slot === when}
                  onChange={() => edit({ when: slot })}
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
          {fillPlaceholders(words.zone, { ZONE: zone.replace(/.*\//, '').replace(/_/g, ' ') })}
        </p>
      )}
    </div>
  );
}
