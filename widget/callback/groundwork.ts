import type { WidgetWords } from '../../shared/contract/admin/widget-texts.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { Transport } from '../api.ts';
import { fetchFirst, fetchLater, type KnownWords } from './dictionary.ts';
import type { Language } from './language.ts';

/** Hours that are older than this are asked for again when the card opens. */
export const STALE_MS = 300_000;

/** What has to be known before anything is drawn. */
export interface Groundwork {
  words: KnownWords;
  /** The language of the words, `en` where that of the visitor could not be had. */
  lang: string;
  /** The owner's own words in that language. */
  own: WidgetWords;
  /** Null if nobody said: the widget then shows what it shows in working hours. */
  slots: SlotsAnswer | null;
  /** Tells times; null where no text names any. */
  clock: typeof import('./clock-values.ts') | null;
}

const NAMES_TIMES = /%(DAY|WORK|SELECT)/;

/** Fetches words and hours at once. Rejects if there is not even an English word to be had. */
export async function layGroundwork(
  { lang: wanted, own: theirs }: Language,
  widget: string,
  transport: Pick<Transport, 'slots'>,
): Promise<Groundwork> {
  const speak = async (lang: string) => ({ lang, words: await fetchFirst(lang) });
  const [spoken, hours] = await Promise.all([
    speak(wanted).catch(() => speak('en')),
    transport.slots(widget),
  ]);
  const { lang } = spoken;
  const own = lang === wanted ? theirs : {};
  const slots = hours.kind === 'ok' ? hours.value : null;
  const isClosed = slots?.workingNow === false;
  if (!isClosed && !NAMES_TIMES.test(JSON.stringify([own, slots?.texts])))
    return { ...spoken, own, slots, clock: null };
  const [later, clock] = await Promise.all([fetchLater(lang), import('./clock-values.ts')]);
  return { lang, words: { ...spoken.words, ...later }, own, slots, clock };
}
