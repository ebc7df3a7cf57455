import type { StyleColour, WidgetStyle } from './contract/admin/widget-style.ts';
import { contrastOf, mix, readable, TEXT_CONTRAST, textOn } from './contrast.ts';

/**
 * The colours that a widget is drawn in, as they follow from its style (S1-86). What would be hard to read is moved
 * towards black or white, just as far as WCAG AA asks for (S1-78).
 */

/** Of the sheet, by the visitor's scheme: what text is written on, and the colour of faults. */
export const SHEET_COLOURS = {
  light: { surface: '#ffffff', danger: '#b42318' },
  dark: { surface: '#1c2027', danger: '#ff9b90' },
} as const;
export type Scheme = keyof typeof SHEET_COLOURS;

/** How much of what lies behind shows through a surface that is semi-transparent, 0 to 1. */
const TRANSLUCENCE = 0.08;

/** Parts that are text, and the surfaces that may have a colour of their own. */
export const TEXT_PARTS = ['text', 'timer', 'convenientTime', 'links'] as const satisfies StyleColour[];
export const SURFACE_PARTS = ['activeWidget', 'activePlus', 'mobile'] as const satisfies StyleColour[];
export type TextPart = (typeof TEXT_PARTS)[number];
export type SurfacePart = (typeof SURFACE_PARTS)[number];

export interface Paint {
  /** Of the launcher and of the button on the card. */
  orderButton: string;
  widgetButton: string;
  /** On the sheet's own surfaces; a part that is absent has the sheet's colour. */
  schemes: Record<Scheme, Partial<Record<TextPart, string>>>;
  /** Those that the owner coloured, with everything that is written on them. */
  surfaces: Partial<Record<SurfacePart, SurfacePaint>>;
  corrections: Correction[];
}

export type SurfacePaint = Record<TextPart | 'surface' | 'danger', string>;

/** What is shown in another way than the owner asked for. `shown` is null for a wish that cannot be met at all. */
export interface Correction {
  part: StyleColour | 'isTranslucent';
  asked: string;
  shown: string | null;
  /** On which it would have been hard to read. */
  background: string;
}

/**
 * Of `dark` no correction is told: a colour that reads on white cannot read on the dark surface, so there every text
 * colour is adapted.
 */
export function paintStyle(style: WidgetStyle): Paint {
  const { accent, colours, isTranslucent } = style;
  const corrections: Correction[] = [];
  const write = (part: TextPart, surface: string, isTold: boolean): string | undefined => {
    const asked = colours[part];
    if (asked === null) return undefined;
    const shown = readable(asked, shadesOf(surface, isTranslucent)) ?? textOn(surface);
    if (isTold && shown !== asked.toLowerCase())
      corrections.push({ part, asked, shown, background: surface });
    return shown;
  };
  const scheme = (name: Scheme) =>
    Object.fromEntries(
      TEXT_PARTS.flatMap((part) => {
        const colour = write(part, SHEET_COLOURS[name].surface, name === 'light');
        return colour === undefined ? [] : [[part, colour]];
      }),
    );
  const surfaces = SURFACE_PARTS.flatMap((part) => {
    const surface = colours[part]?.toLowerCase();
    if (surface === undefined) return [];
    if (isTranslucent && !canBeTranslucent(surface)) {
      corrections.push({ part: 'isTranslucent', asked: 'true', shown: null, background: surface });
    }
    const text = write('text', surface, true) ?? inkOn(surface, isTranslucent);
    const others = ['timer', 'convenientTime', 'links'] as const;
    const written = others.map((other) => [other, write(other, surface, true) ?? text]);
    const danger = readable(SHEET_COLOURS.light.danger, shadesOf(surface, isTranslucent)) ?? textOn(surface);
    return [[part, { surface, text, danger, ...Object.fromEntries(written) }]];
  });
  return {
    orderButton: (colours.orderButton ?? accent).toLowerCase(),
    widgetButton: (colours.widgetButton ?? accent).toLowerCase(),
    schemes: { light: scheme('light'), dark: scheme('dark') },
    surfaces: Object.fromEntries(surfaces),
    corrections,
  };
}

/** False for a middle tone: what shows through would leave no colour that reads on it. */
export function canBeTranslucent(surface: string): boolean {
  const shades = throughTo(surface);
  return ['#000000', '#ffffff'].some((pole) =>
    shades.every((shade) => contrastOf(pole, shade) >= TEXT_CONTRAST),
  );
}

/** What text may come to stand on: the surface, or all that it becomes by what shows through. */
export function shadesOf(surface: string, isTranslucent: boolean): string[] {
  return isTranslucent && canBeTranslucent(surface) ? throughTo(surface) : [surface];
}

function throughTo(surface: string): string[] {
  return [mix(surface, '#000000', TRANSLUCENCE), mix(surface, '#ffffff', TRANSLUCENCE)];
}

function inkOn(surface: string, isTranslucent: boolean): string {
  return readable(textOn(surface), shadesOf(surface, isTranslucent)) ?? textOn(surface);
}
