import { ICON_PATHS, type IconName } from './icon-paths.ts';
import { plainText } from './plain-text.ts';
import { CARD_ID } from './view-model.ts';

/**
 * What stands at the edge of the window while no card does. `teaser`: the launcher opened as a small card, without a
 * click (S1-84).
 */
export type LauncherKind = 'button' | 'teaser' | 'none';

/** Title and button are those of the teaser. */
export type LauncherWords = Record<'launcher' | 'title' | 'button' | 'close', string>;

export interface LauncherActions {
  /** Somebody is about to open the card. */
  prepare(): void;
  open(): void;
  /** Puts the teaser away. */
  dismiss(): void;
}

export interface Launcher {
  /** It steps aside while the card is open. */
  show(kind: LauncherKind, words: LauncherWords, isOpen: boolean): void;
  /** What opens the card, for the focus to come back to; null if nothing does. */
  button(): HTMLElement | null;
}

/** Plain DOM: the launcher is on every page view of every visitor, and most of them never open the card. */
export function createLauncher(doc: Document, place: HTMLElement, on: LauncherActions): Launcher {
  let drawn = '';
  let opener: HTMLButtonElement | null = null;

  function build(kind: LauncherKind, words: LauncherWords): void {
    opener = null;
    place.replaceChildren();
    if (kind === 'none') return;
    opener = element('button', kind === 'button' ? 'launcher' : 'button');
    opener.setAttribute('aria-haspopup', 'dialog');
    opener.onclick = on.open;
    const whole = kind === 'button' ? fillButton(opener, words) : buildTeaser(opener, words);
    whole.onpointerenter = on.prepare;
    whole.addEventListener('focusin', on.prepare);
    place.append(whole);
  }

  function fillButton(button: HTMLButtonElement, { launcher: label }: LauncherWords): HTMLElement {
    const tip = element('span', 'tip', plainText(label));
    tip.setAttribute('aria-hidden', 'true');
    button.setAttribute('aria-label', plainText(label));
    button.append(icon('phone', 26), tip);
    return button;
  }

  function buildTeaser(button: HTMLButtonElement, words: LauncherWords): HTMLElement {
    const close = element('button', 'close');
    close.setAttribute('aria-label', words.close);
    close.onclick = on.dismiss;
    close.append(icon('close', 18));
    button.append(plainText(words.button));
    const badge = element('span', 'badge');
    badge.append(icon('phone', 20));
    const ask = element('div', 'ask');
    ask.append(element('p', '', plainText(words.title)), button);
    const teaser = element('div', 'teaser');
    teaser.append(badge, ask, close);
    const corner = element('div', 'corner');
    corner.append(teaser);
    return corner;
  }

  function element<Tag extends 'button' | 'div' | 'p' | 'span'>(tag: Tag, name: string, text = '') {
    const made = doc.createElement(tag);
    if (made instanceof HTMLButtonElement) made.type = 'button';
    made.className = name;
    made.textContent = text;
    return made;
  }

  function icon(name: IconName, size: number): SVGElement {
    const make = (tag: string, attributes: Record<string, string | number>) => {
      const made = doc.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
      return made;
    };
    const svg = make('svg', { viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true' });
    const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round' };
    svg.append(
      make('path', { d: ICON_PATHS[name], ...(name === 'phone' ? { fill: 'currentColor' } : line) }),
    );
    return svg as SVGElement;
  }

  return {
    show(kind, words, isOpen) {
      const wanted = JSON.stringify([kind, words.launcher, words.title, words.button]);
      if (drawn !== wanted) build(kind, words);
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
