import type { WidgetStyle } from '../../shared/contract/admin/widget.ts';

/** Custom properties of the sheet, by name, as an owner's style sets them. */
export function themeProperties(style: WidgetStyle): Record<string, string> {
  return {
    '--rl-accent': style.accent,
    '--rl-on-accent': textOn(style.accent),
    '--rl-radius': `${style.radiusPx}px`,
    '--rl-offset': `${style.offsetPct}%`,
  };
}

/** White where it reads well (WCAG 2.2, 4.5:1), else black, which then always does. */
export function textOn(background: string): string {
  return contrast('#ffffff', background) >= 4.5 ? '#ffffff' : '#000000';
}

/** WCAG contrast of two colours written `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
