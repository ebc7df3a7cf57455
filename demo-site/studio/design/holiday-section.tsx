import type { HolidaySetName, HolidayStyles } from '../../../shared/contract/admin/holiday-style.ts';
import { HOLIDAY_LOOKS } from '../../../shared/holiday-looks.ts';

interface Props {
  sets: HolidayStyles;
  onChange(sets: HolidayStyles): void;
}

const NAMES: Readonly<Record<HolidaySetName, { name: string; days: string }>> = {
  new_year: { name: 'New Year', days: '27 December to 8 January' },
  christmas: { name: 'Christmas', days: '18 to 26 December' },
  orthodox_christmas: { name: 'Orthodox Christmas', days: '5 to 8 January' },
  valentines_day: { name: 'Valentine’s Day', days: '12 to 14 February' },
  defenders_day: { name: 'Defender’s Day, Russia', days: '21 to 23 February' },
  womens_day: { name: 'Women’s Day', days: '6 to 8 March' },
  easter: { name: 'Easter', days: 'Good Friday to Easter Monday' },
  orthodox_easter: { name: 'Orthodox Easter', days: 'Good Friday to Easter Monday' },
  victory_day: { name: 'Victory Day, Russia', days: '7 to 9 May' },
  russia_day: { name: 'Russia Day', days: '11 and 12 June' },
  german_unity_day: { name: 'German Unity Day', days: '3 October' },
  halloween: { name: 'Halloween', days: '28 to 31 October' },
  latvia_independence_day: { name: 'Independence Day, Latvia', days: '17 and 18 November' },
  black_friday: { name: 'Black Friday', days: 'the week of the day after Thanksgiving' },
  uae_national_day: { name: 'National Day, UAE', days: '1 to 3 December' },
};

/** Sets that are worn on their days (S1-79). They are no part of a style, and save themselves. */
export function HolidaySection({ sets, onChange }: Props) {
  const chosen = sets === 'off' ? [] : sets;
  const put = (names: HolidaySetName[]) => onChange(names.length === 0 ? 'off' : names);
  return (
    <section class="card section">
      <h2>Holidays</h2>
      <p class="muted small">
        On these days the buttons have the colour and the sign of the holiday, and then their own again. This
        saves itself. Of two on one day the one that was ticked first is worn.
      </p>
      <fieldset class="holiday-sets">
        <legend class="visually-hidden">Sets that are worn on their days</legend>
        {(Object.keys(NAMES) as HolidaySetName[]).map((set) => {
          const { accent, decoration } = HOLIDAY_LOOKS[set];
          return (
            <label key={set} class="check">
              <input
                type="checkbox"
                checked={chosen.includes(set)}
                onChange={(event) =>
                  put(event.currentTarget.checked ? [...chosen, set] : chosen.filter((one) => one !== set))
                }
              />
              <span class="holiday-sign" style={{ background: accent }} aria-hidden="true">
                {decoration}
              </span>
              <span>
                {NAMES[set].name}
                <small class="muted">{NAMES[set].days}</small>
              </span>
            </label>
          );
        })}
      </fieldset>
    </section>
  );
}
