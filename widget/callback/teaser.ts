import { element } from './element.ts';
import type { LauncherLook } from './launcher.ts';
import { plainText } from './plain-text.ts';
import css from './teaser.css?inline';

/** The sheet of what is drawn here. */
export { css };

/** The launcher opened as a small card, without a click (S1-84). */
export const teaser: LauncherLook = (doc, words, on) => {
  const close = element(doc, 'button', 'close', element(doc, 'i', 'cross'));
  close.setAttribute('aria-label', words.close);
  close.onclick = on.dismiss;
  const badge = element(doc, 'span', 'badge', element(doc, 'i', 'call'));
  const opener = element(doc, 'button', 'button', plainText(words.button));
  const ask = element(doc, 'div', 'ask', element(doc, 'p', '', plainText(words.title)), opener);
  const whole = element(doc, 'div', 'corner', element(doc, 'div', 'teaser', badge, ask, close));
  return { whole, opener };
};
