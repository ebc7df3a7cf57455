import type { SwitchableText, TextScenario, WidgetWords } from '../../shared/contract/admin/widget-texts.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import { fillPlaceholders, type TextPlaceholder } from '../../shared/text-placeholders.ts';
import { type Dictionary, pluralOf } from './dictionary.ts';
import type { Draft } from './machine.ts';
import { knownZone, tellClock, tellDay } from './times.ts';

/** The owner's texts as they are shown now: filled in, empty where nothing is to be shown. */
export type Wording = Record<
  'launcher' | 'title' | 'lead' | 'caption' | 'button' | 'disclaimer' | 'adDisclaimer' | 'signature',
  string
>;

export interface WordingFacts {
  widget: PublicWidget;
  dictionary: Dictionary;
  own: WidgetWords;
  lang: string;
  /** Null if it is not known what hours it is: then it is taken for a working one. */
  slots: SlotsAnswer | null;
  /** What made the card open, if it did so by itself. */
  scenario: TextScenario | null;
  draft: Pick<Draft, 'office' | 'when'>;
  /** Epoch ms. */
  now: number;
}

/**
 * Chooses between the owner's words and the built-in ones, those of the day, of the night, of a special day and of
 * what opened the card, and fills in what they name. Hours win over scenarios: nobody is promised a call that cannot
 * come.
 */
export function chooseWords(facts: WordingFacts): Wording {
  const { dictionary, own, slots, scenario, widget, lang } = facts;
  const isClosed = slots !== null && !slots.workingNow;
  const isHoliday = slots?.mode === 'holiday';
  const values = valuesOf(facts);
  const fill = (text: string) => fillPlaceholders(text, values);
  const shown = (name: SwitchableText, builtIn: string) =>
    own.off?.includes(name) ? '' : fill(own[name] ?? builtIn);
  const ofDay = isHoliday ? { lead: slots.texts[lang], ...own.holiday } : undefined;
  const ofNight = isClosed ? own.night : undefined;
  const ofScenario = isClosed || scenario === null ? undefined : own.scenarios?.[scenario];
  const builtInLead = isClosed
    ? dictionary[slots.next === null ? 'closedLead' : 'nightLead']
    : pluralOf(dictionary.lead, widget.behaviour.countdownS, lang);
  const builtInTitle = isClosed ? dictionary.nightTitle : dictionary.title;
  const ownTitle = ofDay?.title ?? ofNight?.title ?? ofScenario?.title;
  const ownLead = ofDay?.lead ?? ofNight?.lead ?? ofScenario?.lead;
  const button = isClosed ? (ofNight?.button ?? dictionary.nightButton) : own.button;
  return {
    launcher: fill(own.launcher || dictionary.launcher),
    title: fill(ownTitle ?? (isClosed ? builtInTitle : (own.title ?? builtInTitle))),
    lead: fill(ownLead ?? (isClosed ? builtInLead : (own.lead ?? builtInLead))),
    caption: shown('caption', dictionary.caption),
    // A button without a word could not be pressed by those who do not see it.
    button: fill(button || dictionary.button),
    disclaimer: shown('disclaimer', dictionary.disclaimer),
    adDisclaimer: shown('adDisclaimer', ''),
    signature: shown('signature', widget.company ? dictionary.signature : ''),
  };
}

/** What the words between percent signs stand for now. */
function valuesOf(facts: WordingFacts): Record<TextPlaceholder, string | number> {
  const { widget, slots, lang, draft, dictionary, now } = facts;
  const zone = knownZone(slots?.zone);
  const next = slots?.next ?? '';
  const chosen = draft.when === 'now' ? next : draft.when;
  const [hours = '', minutes = ''] = tellClock(chosen, zone, 'en').split(':');
  const [only, second] = widget.offices;
  const office = widget.offices.find(({ id }) => id === draft.office) ?? (second ? undefined : only);
  const today = slots?.workingNow ? slots.hours : null;
  const lastOfNext = slots?.days.find(({ slots: times }) => times.includes(next))?.slots.at(-1) ?? '';
  return {
    SECTOCALL: widget.behaviour.countdownS,
    DAYTOCALL: tellDay(chosen || new Date(now).toISOString(), zone, lang, now),
    WORKSTART: today?.from ?? tellClock(next, zone, lang),
    WORKEND: today?.to ?? slots?.hours?.to ?? tellClock(lastOfNext, zone, lang),
    SELECTHOURS: hours,
    SELECTMINUTES: minutes,
    OFFICE: office?.name ?? dictionary.anyOffice,
    COMPANY: widget.company ?? '',
  };
}
