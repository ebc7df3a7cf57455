/**
 * Contrast as WCAG 2.2 measures it. Colours are written `#rrggbb`. Both sides use it: the widget corrects what it shows,
 * and the edge tells the owner of it.
 */

/** What text needs against its background (WCAG 2.2, 1.4.3, level AA). */
export const TEXT_CONTRAST = 4.5;

/** White on a darker colour than this has that contrast. */
const DARK = 1.05 / TEXT_CONTRAST - 0.05;

/** Relative luminance of a colour, 0 to 1. */
export function luminance(colour: string): number {
  const shares = [0.2126, 0.7152, 0.0722];
  return shares.reduce((sum, share, i) => {
    const channel = channelOf(colour, i) / 255;
    return sum + share * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  }, 0);
}

/** 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return ratioOf(luminance(one), luminance(other));
}

function ratioOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** White where it reads well, else black, which then always does. */
export function textOn(background: string): string {
  return luminance(background) <= DARK ? '#ffffff' : '#000000';
}

/**
 * The colour itself if text in it reads on every one of `backgrounds`; else the nearest on its way to white or to black
 * that does. Null if there is none, which happens only where backgrounds differ.
 */
export function readable(colour: string, backgrounds: readonly string[]): string | null {
  const lights = backgrounds.map(luminance);
  for (let share = 0; share <= 100; share += 2) {
    for (const pole of ['#000000', '#ffffff']) {
      const mixed = mix(colour, pole, share / 100);
      const light = luminance(mixed);
      if (lights.every((other) => ratioOf(light, other) >= TEXT_CONTRAST)) return mixed;
    }
  }
  return null;
}

/** `share` of the other colour in the one, 0 to 1. */
export function mix(one: string, other: string, share: number): string {
  const channels = [0, 1, 2].map((i) =>
    Math.round(channelOf(one, i) * (1 - share) + channelOf(other, i) * share),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channelOf(colour: string, i: number): number {
  return Number.parseInt(colour.slice(2 * i + 1, 2 * i + 3), 16);
}
