import type { Warning } from '../../shared/contract/admin/common.ts';
import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import { paintStyle } from '../../shared/style-colours.ts';
import type { RefusedCss } from './custom-css/clean-css.ts';

/** What is shown otherwise than the owner asked for, because it would be hard to read (S1-78). */
export function contrastWarnings(style: WidgetStyle): Warning[] {
  const warnings = paintStyle(style).corrections.map(({ part, asked, shown, background }) => ({
    code: 'contrast',
    path: part === 'isTranslucent' ? 'style.isTranslucent' : `style.colours.${part}`,
    message:
      shown === null
        ? `Nothing would read on ${background} if what is behind showed through; it stays opaque.`
        : `${asked} on ${background} is hard to read; ${shown} is shown.`,
  }));
  return warnings.filter(({ message }, i) => warnings.findIndex((one) => one.message === message) === i);
}

/** What was left out of the owner's CSS (S1-80). */
export function cssWarnings(refused: readonly RefusedCss[]): Warning[] {
  return refused.map(({ line, what }) => ({
    code: 'css_refused',
    path: 'style.css',
    message: `Line ${line}: ${what} is not taken.`,
  }));
}
