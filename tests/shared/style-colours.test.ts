import { describe, expect, it } from 'vitest';
import {
  STYLE_COLOURS,
  type WidgetStyle,
  WidgetStyleSchema,
} from '../../shared/contract/admin/widget-style.ts';
import { contrastOf, readable, textOn } from '../../shared/contrast.ts';
import {
  canBeTranslucent,
  paintStyle,
  SHEET_COLOURS,
  SURFACE_PARTS,
  shadesOf,
  TEXT_PARTS,
} from '../../shared/style-colours.ts';

const DIGITS = [...'0123456789abcdef'];
const COLOURS = DIGITS.flatMap((r) => DIGITS.flatMap((g) => DIGITS.map((b) => `#${r}${r}${g}${g}${b}${b}`)));

function styleOf(colour: string, surface: string, isTranslucent: boolean): WidgetStyle {
  const colours = Object.fromEntries(
    STYLE_COLOURS.map((part) => [part, SURFACE_PARTS.some((own) => own === part) ? surface : colour]),
  );
  return WidgetStyleSchema.parse({ accent: colour, colours, isTranslucent });
}

/** Every text of the widget with what it may stand on. */
function pairsOf(style: WidgetStyle): { what: string; colour: string; on: string[] }[] {
  const paint = paintStyle(style);
  const pairs = [paint.orderButton, paint.widgetButton, style.accent].map((fill, i) => ({
    what: `fill ${i}`,
    colour: textOn(fill),
    on: [fill],
  }));
  for (const scheme of ['light', 'dark'] as const) {
    const on = shadesOf(SHEET_COLOURS[scheme].surface, style.isTranslucent);
    for (const [part, colour] of Object.entries(paint.schemes[scheme]))
      pairs.push({ what: `${part} ${scheme}`, colour, on });
  }
  for (const part of SURFACE_PARTS) {
    const own = paint.surfaces[part];
    if (!own) continue;
    const on = shadesOf(own.surface, style.isTranslucent);
    for (const text of [...TEXT_PARTS, 'danger'] as const)
      pairs.push({ what: `${text} on ${part}`, colour: own[text], on });
  }
  return pairs;
}

describe('over 4,096 colours of an owner', () => {
  it.each([
    { kind: 'opaque', isTranslucent: false },
    { kind: 'semi-transparent', isTranslucent: true },
  ])(
    'every text reads on what it stands on, $kind, in the light and in the dark',
    ({ isTranslucent }) => {
      const faults = COLOURS.flatMap((colour, i) => {
        // 1,361 and 4,096 have no common divisor: every colour is once the surface, too.
        const surface = COLOURS[(i * 1361 + 97) % COLOURS.length] ?? '#000000';
        return pairsOf(styleOf(colour, surface, isTranslucent)).flatMap((pair) =>
          pair.on.every((background) => contrastOf(pair.colour, background) >= 4.5)
            ? []
            : [{ ...pair, asked: colour }],
        );
      });
      expect(faults).toEqual([]);
    },
    30_000,
  );

  it('corrects exactly what does not read, and says so', () => {
    for (const colour of COLOURS) {
      const style = WidgetStyleSchema.parse({ colours: { links: colour } });
      const { corrections, schemes } = paintStyle(style);
      const reads = contrastOf(colour, '#ffffff') >= 4.5;
      expect(corrections.length === 0, colour).toBe(reads);
      if (reads) expect(schemes.light.links).toBe(colour);
      else expect(corrections[0]).toMatchObject({ part: 'links', asked: colour, shown: schemes.light.links });
    }
  });

  it('moves a colour no further than it has to', () => {
    for (const colour of COLOURS.filter((_, i) => i % 17 === 0)) {
      const shown = readable(colour, ['#ffffff']) ?? '';
      if (shown !== colour) expect(contrastOf(shown, '#ffffff'), colour).toBeLessThan(5);
    }
  });
});

it('shows nothing through a surface on which no colour would read then, and says so', () => {
  expect(canBeTranslucent('#777777')).toBe(false);
  const style = WidgetStyleSchema.parse({ isTranslucent: true, colours: { activeWidget: '#777777' } });
  expect(paintStyle(style).corrections).toEqual([
    { part: 'isTranslucent', asked: 'true', shown: null, background: '#777777' },
  ]);
  expect(canBeTranslucent('#ffffff') && canBeTranslucent('#1c2027')).toBe(true);
});
