import { expect, it } from 'vitest';
import { WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import { luminance, textOn, themeProperties } from '../../../widget/callback/theme.ts';

/** WCAG contrast, 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const STEPS = ['00', '22', '44', '66', '77', '88', '99', 'bb', 'dd', 'ff'];

it('writes readably on every colour', () => {
  const colours = STEPS.flatMap((red) =>
    STEPS.flatMap((green) => STEPS.map((blue) => `#${red}${green}${blue}`)),
  );
  expect(colours.filter((colour) => contrast(textOn(colour), colour) < 4.5)).toEqual([]);
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
});

it("turns an owner's style into properties of the sheet", () => {
  expect(
    themeProperties(WidgetStyleSchema.parse({ accent: '#ffd400', side: 'left', offsetPct: 50 })),
  ).toEqual({
    '--rl-accent': '#ffd400',
    '--rl-on-accent': '#000000',
    '--rl-radius': '10px',
    '--rl-offset': '50%',
  });
});
