import { element } from './element.ts';
import { plainText } from './plain-text.ts';
import { CARD_ID } from './view-model.ts';

/** Title and button are those of the teaser. */
export type LauncherWords = Record<'launcher' | 'title' | 'button' | 'close', string>;

export interface LauncherActions {
  /** Somebody is about to open the card. */
  prepare(): void;
  open(): void;
  /** Puts the teaser away. */
  dismiss(): void;
}

/** Builds what stands at the edge of the window while no card does, and in it what opens the card. */
export type LauncherLook = (
  doc: Document,
  words: LauncherWords,
  on: LauncherActions,
) => { whole: HTMLElement; opener: HTMLElement };

export interface Launcher {
  /** It steps aside while the card is open. Without a look there is none. */
  show(look: LauncherLook | null, words: LauncherWords, isOpen: boolean): void;
  /** What opens the card, for the focus to come back to; null if nothing does. */
  button(): HTMLElement | null;
}

/** The round button, named by the words that show beside it. */
export const roundButton: LauncherLook = (doc, { launcher }) => {
  const tip = element(doc, 'span', 'tip', plainText(launcher));
  const opener = element(doc, 'button', 'launcher', element(doc, 'i', 'call'), tip);
  return { whole: opener, opener };
};

/** Plain DOM: the launcher is on every page view of every visitor, and most of them never open the card. */
export function createLauncher(doc: Document, place: HTMLElement, on: LauncherActions): Launcher {
  let drawn: unknown[] = [];
  let opener: HTMLElement | null = null;

  function build(look: LauncherLook | null, words: LauncherWords): void {
    place.replaceChildren();
    opener = null;
    if (!look) return;
    const built = look(doc, words, on);
    ({ opener } = built);
    opener.setAttribute('aria-haspopup', 'dialog');
    opener.onclick = on.open;
    built.whole.onpointerenter = on.prepare;
    built.whole.addEventListener('focusin', on.prepare);
    place.append(built.whole);
  }

  return {
    show(look, words, isOpen) {
      const wanted = [look, words.launcher, words.title, words.button];
      if (wanted.some((part, i) => part !== drawn[i])) build(look, words);
      drawn = wanted;
      if (!opener) return;
      opener.hidden = isOpen;
      opener.setAttribute('aria-expanded', `${isOpen}`);
      if (isOpen) opener.setAttribute('aria-controls', CARD_ID);
      else opener.removeAttribute('aria-controls');
    },
    button: () => opener,
  };
}
