import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import { fetchLater, type LaterWords } from './dictionary.ts';
import { createLazyPart, type LazyPart } from './lazy-part.ts';

/** What of a widget comes when it is first wanted. */
export interface WidgetParts {
  teaser: LazyPart<typeof import('./teaser.ts')>;
  card: LazyPart<typeof import('./open-card.tsx')>;
  /** These three bring the rest of the words. */
  extras: LazyPart<typeof import('./extra-fields.tsx')>;
  status: LazyPart<typeof import('./status.tsx')>;
  picker: LazyPart<typeof import('./time-picker.tsx')>;
  /** Null until one of the three has come. */
  words(): LaterWords | null;
}

/** `onArrival` is told the sheet of each part, `lang` the language that is spoken. */
export function createParts(onArrival: (css: string) => void, lang: () => string): WidgetParts {
  let later: LaterWords | null = null;
  const part = <Part extends { css: string }>(load: () => Promise<Part>) =>
    createLazyPart(load, ({ css }) => onArrival(css));
  const speaking = async <Part>(load: Promise<Part>): Promise<Part> => {
    const [loaded, words] = await Promise.all([load, later ?? fetchLater(lang())]);
    later = words;
    return loaded;
  };
  return {
    teaser: part(() => import('./teaser.ts')),
    card: part(() => import('./open-card.tsx')),
    extras: part(() => speaking(import('./extra-fields.tsx'))),
    status: part(() => speaking(import('./status.tsx'))),
    picker: part(() => speaking(import('./time-picker.tsx'))),
    words: () => later,
  };
}

/** Of most widgets the card is enough. */
export function needsExtras({ offices, phones, behaviour }: PublicWidget, by: TextScenario | null): boolean {
  const { officeChoice, asksName, asksComment } = behaviour;
  const hasChoice = (officeChoice !== 'hidden' && offices.length > 1) || (phones?.length ?? 0) > 1;
  return hasChoice || asksName || asksComment || by === 'activePlus';
}
