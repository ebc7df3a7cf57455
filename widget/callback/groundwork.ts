import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { Transport } from '../api.ts';
import { type Dictionary, fetchDictionary } from './dictionary.ts';

/** Hours that are older than this are asked for again when the card opens. */
export const STALE_MS = 300_000;

/** What has to be known before anything is drawn. */
export interface Groundwork {
  dictionary: Dictionary;
  /** The language of the dictionary, `en` where that of the visitor could not be had. */
  lang: string;
  /** Null if nobody said: the widget then shows what it shows in working hours. */
  slots: SlotsAnswer | null;
}

/** Fetches words and hours at once. Rejects if there is not even an English word to be had. */
export async function layGroundwork(lang: string, widget: string, transport: Transport): Promise<Groundwork> {
  const speak = async () => {
    try {
      return { lang, dictionary: await fetchDictionary(lang) };
    } catch {
      return { lang: 'en', dictionary: await fetchDictionary('en') };
    }
  };
  const [words, slots] = await Promise.all([speak(), askHours(widget, transport)]);
  return { ...words, slots };
}

export async function askHours(widget: string, transport: Transport): Promise<SlotsAnswer | null> {
  const outcome = await transport.slots(widget);
  return outcome.kind === 'ok' ? outcome.value : null;
}
