import type { SwitchableText, TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import { pluralOf } from './dictionary.ts';
import type { Groundwork } from './groundwork.ts';
import type { Draft } from './machine.ts';

/** The owner's texts as they are shown now: filled in, empty where nothing is to be shown. */
export type Wording = Record<
  'launcher' | 'title' | 'lead' | 'caption' | 'button' | 'disclaimer' | 'adDisclaimer' | 'signature',
  string
>;

export interface WordingFacts extends Groundwork {
  widget: PublicWidget;
  /** What made the card open, if it did so by itself. */
  by: TextScenario | null;
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
  const { words, own, slots, by, widget, lang, draft, clock, now } = facts;
  const { company, offices, behaviour } = widget;
  const office = offices.length > 1 ? offices.find(({ id }) => id === draft.office) : offices[0];
  const values = {
    SECTOCALL: behaviour.countdownS,
    OFFICE: office?.name ?? words.anyOffice,
    COMPANY: company ?? '',
    ...clock?.clockValues(slots, draft.when, lang, now),
  };
  const fill = (text = '') => fillPlaceholders(text, values);
  const shown = (name: SwitchableText, builtIn: string) =>
    own.off?.includes(name) ? '' : fill(own[name] ?? builtIn);
  const isClosed = slots?.workingNow === false;
  const day = slots?.mode === 'holiday' ? { lead: slots.texts[lang], ...own.holiday } : undefined;
  const hour = isClosed ? own.night : by ? own.scenarios?.[by] : undefined;
  const usual = isClosed
    ? { title: words.nightTitle, lead: slots.next ? words.nightLead : words.closedLead }
    : { title: words.title, lead: pluralOf(words.lead, behaviour.countdownS, lang), ...own };
  return {
    launcher: fill(own.launcher || words.launcher),
    title: fill(day?.title ?? hour?.title ?? usual.title),
    lead: fill(day?.lead ?? hour?.lead ?? usual.lead),
    caption: shown('caption', words.caption),
    // A button without a word could not be pressed by those who do not see it.
    button: fill((isClosed ? (own.night?.button ?? words.nightButton) : own.button) || words.button),
    disclaimer: shown('disclaimer', words.disclaimer),
    adDisclaimer: shown('adDisclaimer', ''),
    signature: shown('signature', company ? words.signature : ''),
  };
}
