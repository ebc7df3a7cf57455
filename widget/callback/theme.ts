import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';

/** White on a darker colour than this has a contrast of 4.5 to 1 (WCAG 2.2). */
const DARK = 1.05 / 4.5 - 0.05;

/** Custom properties of the sheet, by name, as an owner's style sets them. */
export function themeProperties(style: WidgetStyle): Record<string, string> {
  return {
    '--rl-accent': style.accent,
    '--rl-on-accent': textOn(style.accent),
    '--rl-radius': `${style.radius.buttonPx}px`,
    '--rl-offset': `${style.offsetPct}%`,
  };
}

/** White where it reads well, else black, which then always does. */
export function textOn(background: string): string {
  return luminance(background) <= DARK ? '#ffffff' : '#000000';
}

/** Relative luminance (WCAG 2.2) of a colour written `#rrggbb`, 0 to 1. */
export function luminance(colour: string): number {
  const shares = [0.2126, 0.7152, 0.0722];
  return shares.reduce((sum, share, i) => {
    const channel = Number.parseInt(colour.slice(2 * i + 1, 2 * i + 3), 16) / 255;
    return sum + share * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  }, 0);
}
