import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  STYLE_COLOURS,
  STYLE_ENTRIES,
  STYLE_FONTS,
  WidgetStyleSchema,
} from '../../shared/contract/admin/widget-style.ts';
import { contrastOf, textOn } from '../../shared/contrast.ts';
import { SHEET_COLOURS } from '../../shared/style-colours.ts';
import { composeStyleCss, publicStyle } from '../../shared/style-css.ts';

const SHEET = readFileSync('widget/callback/widget.css', 'utf8');
const KEY = 'u0123456789abcdefghjkmnpqrs';

const cssOf = (style: Record<string, unknown>, decoration?: string) =>
  composeStyleCss(WidgetStyleSchema.parse(style), decoration);

/** Custom properties that a text sets. */
const setIn = (css: string) => [...css.matchAll(/(--[a-z-]+):/g)].map(([, name = '']) => name);

it('measures contrast as WCAG does', () => {
  expect(contrastOf('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
});

describe("a style's rules", () => {
  it('are none for the looks that the widget comes with', () => {
    const style = WidgetStyleSchema.parse({});
    expect(composeStyleCss(style)).toBe('');
    expect(Object.keys(publicStyle(style, null))).toEqual([
      'id',
      'side',
      'offsetPct',
      'show',
      'isSimpleAfterOrder',
      'css',
    ]);
  });

  it('say what differs, and what reads on it', () => {
    expect(cssOf({ accent: '#ffd400', offsetPct: 50, size: 'large', zIndex: 7 })).toBe(
      ':host{--rl-accent:#ffd400!important;--rl-on-accent:#000000!important;--rl-offset:50%!important;' +
        '--rl-size:1.125!important;--rl-z:7!important}',
    );
  });

  it.each(STYLE_COLOURS)('set what the sheet draws with, for the colour of %s', (part) => {
    const css = cssOf({ colours: { [part]: '#123456' } });
    expect(css).toContain('#123456!important');
    for (const name of setIn(css)) expect(SHEET, name).toContain(`${name}: `);
  });

  it('adapt texts to the dark, and have one text for a surface of the owner in both', () => {
    const css = cssOf({ colours: { links: '#003366', activeWidget: '#ffe08a' } });
    expect(css).toMatch(/^:host\{--links:#003366!important\}\n@media\(prefers-color-scheme:dark\)/);
    const dark = /dark\)\{:host\{--links:(#\w+)/.exec(css)?.[1] ?? '#000000';
    expect(contrastOf(dark, SHEET_COLOURS.dark.surface)).toBeGreaterThanOrEqual(4.5);
    expect(css).toContain('.teaser{--surface:#ffe08a!important;');
    expect(css).toContain(`--ink:${textOn('#ffe08a')}!important`);
  });

  it('let through what is behind, but not where nothing would read then', () => {
    expect(cssOf({ isTranslucent: true })).toContain('--backdrop:#ffffffeb!important');
    const of = (mobile: string) => cssOf({ isTranslucent: true, colours: { mobile } });
    expect(of('#102030')).toContain('--backdrop:#102030eb!important');
    expect(of('#777777')).toContain('--backdrop:#777777!important');
  });

  it('differ for every choice of fonts, entries, shadows and sizes', () => {
    const sheets = [
      ...STYLE_FONTS.map((font) => cssOf({ font })),
      ...STYLE_ENTRIES.map((entry) => cssOf({ entry })),
      ...['none', 'soft', 'strong'].map((shadow) => cssOf({ shadow })),
      ...['small', 'medium', 'large'].map((size) => cssOf({ size })),
    ];
    expect(new Set(sheets).size).toBe(sheets.length - 3);
  });

  it('show a picture of the account by its key and by nothing else', () => {
    expect(cssOf({ background: KEY })).toContain(`background:url(/u/${KEY}) center/cover`);
    expect(cssOf({ background: 'x) } * { all: unset' })).toBe('');
  });

  it('end with those of the owner, on the parts as the sheet names them', () => {
    expect(cssOf({ css: '.rl-title, .rl-card .rl-lead {color: #fff; letter-spacing: 0.5px}' })).toBe(
      '.title, .card .lead {color: #fff; letter-spacing: 0.5px}',
    );
  });

  it('put the sign of a holiday on the launcher', () => {
    expect(cssOf({}, '🎄')).toContain('content:"🎄"/""');
  });
});

it('knows the surfaces and presets that the sheet has', () => {
  const declared = [...SHEET.matchAll(/--surface: (#\w+);/g)].map(([, colour]) => colour);
  expect(declared).toEqual(['#fff', SHEET_COLOURS.dark.surface]);
  for (const { danger } of Object.values(SHEET_COLOURS)) expect(SHEET).toContain(`--danger: ${danger};`);
  const { accent, radius, offsetPct, zIndex } = WidgetStyleSchema.parse({});
  for (const preset of [
    `--rl-accent: ${accent};`,
    `--rl-radius-button: ${radius.buttonPx}px;`,
    `--rl-radius-window: ${radius.windowPx}px;`,
    `--rl-radius-input: ${radius.inputPx}px;`,
    `--rl-offset: ${offsetPct}%;`,
    `--rl-z: ${zIndex};`,
  ])
    expect(SHEET).toContain(preset);
});
