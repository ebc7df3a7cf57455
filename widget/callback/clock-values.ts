import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { TextPlaceholder } from '../../shared/text-placeholders.ts';
import { knownZone, tellClock, tellDay } from './times.ts';

/** What the words between percent signs that speak of time stand for; `when` and `now` are those of the wording. */
export function clockValues(
  slots: SlotsAnswer | null,
  when: string,
  lang: string,
  now: number,
): Partial<Record<TextPlaceholder, string>> {
  const zone = knownZone(slots?.zone);
  const next = slots?.next ?? '';
  const chosen = when === 'now' ? next : when;
  const [hours = '', minutes = ''] = tellClock(chosen, zone, 'en').split(':');
  const today = slots?.workingNow ? slots.hours : null;
  const lastOfNext = slots?.days.find(({ slots: times }) => times.includes(next))?.slots.at(-1) ?? '';
  return {
    DAYTOCALL: tellDay(chosen || new Date(now).toISOString(), zone, lang, now),
    WORKSTART: today?.from ?? tellClock(next, zone, lang),
    WORKEND: today?.to ?? slots?.hours?.to ?? tellClock(lastOfNext, zone, lang),
    SELECTHOURS: hours,
    SELECTMINUTES: minutes,
  };
}
