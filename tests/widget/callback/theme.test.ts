import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STYLE_COLOURS, WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import { contrastOf, textOn } from '../../../shared/contrast.ts';
import { SHEET_COLOURS } from '../../../shared/style-colours.ts';
import { themeData, themeProperties } from '../../../widget/callback/theme.ts';

const AROUND = { font: '"Host Sans"', origin: 'https://calls.example' };
const SHEET = ['widget', 'card', 'status', 'time-picker']
  .map((name) => readFileSync(`widget/callback/${name}.css`, 'utf8'))
  .join('\n');
const STEPS = ['00', '22', '44', '66', '77', '88', '99', 'bb', 'dd', 'ff'];
const KEY = 'u0123456789abcdefghjkmnpqrs';

const propertiesOf = (style: Record<string, unknown>) =>
  themeProperties(WidgetStyleSchema.parse(style), AROUND);

it('writes readably on every colour', () => {
  const colours = STEPS.flatMap((red) =>
    STEPS.flatMap((green) => STEPS.map((blue) => `#${red}${green}${blue}`)),
  );
  expect(colours.filter((colour) => contrastOf(textOn(colour), colour) < 4.5)).toEqual([]);
});

it('measures contrast as WCAG does', () => {
  expect(contrastOf('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
});

describe("an owner's style", () => {
  it('leaves the sheet as it is where nothing is said', () => {
    expect(propertiesOf({ accent: '#ffd400', offsetPct: 50 })).toEqual({
      '--rl-accent': '#ffd400',
      '--rl-launcher': '#ffd400',
      '--rl-on-launcher': '#000000',
      '--rl-button': '#ffd400',
      '--rl-on-button': '#000000',
      '--rl-offset': '50%',
      '--rl-radius-button': '10px',
      '--rl-radius-window': '0px',
      '--rl-radius-input': '3px',
      '--rl-size': '1',
      '--rl-z': '2147483000',
    });
  });

  it.each(STYLE_COLOURS)('has a property of its own for the colour of %s', (part) => {
    const plain = propertiesOf({});
    const coloured = propertiesOf({ colours: { [part]: '#123456' } });
    const changed = Object.keys(coloured).filter((name) => coloured[name] !== plain[name]);
    expect(changed.length).toBeGreaterThan(0);
    for (const name of changed) expect(SHEET, name).toContain(`var(${name}`);
  });

  it('tells the sheet everything else that was chosen', () => {
    const properties = propertiesOf({
      font: 'page',
      size: 'large',
      shadow: 'strong',
      zIndex: 7,
      radius: { buttonPx: 1, windowPx: 2, inputPx: 3 },
      background: KEY,
    });
    expect(properties).toMatchObject({
      '--rl-font': '"Host Sans"',
      '--rl-size': '1.125',
      '--rl-z': '7',
      '--rl-radius-window': '2px',
      '--rl-background': `url("https://calls.example/u/${KEY}")`,
    });
    for (const name of Object.keys(properties)) expect(SHEET, name).toContain(`var(${name}`);
  });

  it('writes nothing but the key of an upload into an address', () => {
    expect(propertiesOf({ background: 'x"); } * { all: unset' })).not.toHaveProperty('--rl-background');
  });

  it('shows an owner’s surface opaque where nothing would read on it otherwise', () => {
    const of = (colour: string) =>
      propertiesOf({ isTranslucent: true, colours: { mobile: colour } })['--rl-mobile-backdrop'];
    expect(of('#777777')).toBe('#777777');
    expect(of('#102030')).toBe('#102030eb');
  });

  it('says by attributes which rules of the sheet hold', () => {
    const style = { side: 'left', offsetPct: 50, isTranslucent: true, colours: { mobile: '#102030' } };
    expect(themeData(WidgetStyleSchema.parse(style))).toEqual({
      side: 'left',
      anchor: 'middle',
      own: 'mobile',
      entry: 'slide',
      translucent: '',
    });
  });
});

it('corrects for the surfaces that the sheet has', () => {
  const declared = [...SHEET.matchAll(/--surface: (#\w+);/g)].map(([, colour]) => colour);
  expect(declared).toEqual(['#fff', '#1c2027']);
  expect(SHEET_COLOURS.light.surface).toBe('#ffffff');
  expect(SHEET).toContain(`--danger: ${SHEET_COLOURS.light.danger};`);
  expect(SHEET).toContain(`--danger: ${SHEET_COLOURS.dark.danger};`);
});
