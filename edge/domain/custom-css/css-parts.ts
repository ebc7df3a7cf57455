/**
 * What an owner's own rules may change (S1-80): these parts of the widget, and of each these properties. Nothing in
 * the list places, hides, measures or fills anything beyond its own part. What the law asks to be readable (consent,
 * disclaimers, the way out) is not in it, and what it inherits cannot be set on the parts around it.
 */

/** What a value may be made of; lengths and numbers lie between the two, lengths in px. */
export interface ValueRule {
  lengths?: readonly [number, number];
  /** Also as shares of something that is bounded itself. */
  percent?: readonly [number, number];
  numbers?: readonly [number, number];
  colours?: true;
  gradients?: true;
  words?: true;
}

const COLOUR: ValueRule = { colours: true };
const WORD: ValueRule = { words: true };
const PADDING: ValueRule = { lengths: [0, 48] };
const RADIUS: ValueRule = { lengths: [0, 64], percent: [0, 50] };
const BORDER: ValueRule = { lengths: [0, 8], colours: true, words: true };
const SHADOW: ValueRule = { lengths: [-24, 48], colours: true, words: true };

const TYPE = {
  'font-family': WORD,
  'font-size': { lengths: [12, 40] },
  'font-style': WORD,
  'font-weight': { numbers: [100, 900], words: true },
  'letter-spacing': { lengths: [-1, 6], words: true },
  'line-height': { numbers: [1, 2.5], words: true },
  'text-align': WORD,
  'text-decoration': { lengths: [0, 8], colours: true, words: true },
  'text-shadow': { lengths: [-8, 16], colours: true, words: true },
  'text-transform': WORD,
} as const satisfies Record<string, ValueRule>;

const BOX = {
  border: BORDER,
  'border-color': COLOUR,
  'border-style': WORD,
  'border-width': { lengths: [0, 8], words: true },
  'border-radius': RADIUS,
  padding: PADDING,
  'padding-block': PADDING,
  'padding-inline': PADDING,
} as const satisfies Record<string, ValueRule>;

const FILL = {
  background: { colours: true, gradients: true },
  'background-color': COLOUR,
  'background-image': { gradients: true, words: true },
  'box-shadow': SHADOW,
} as const satisfies Record<string, ValueRule>;

const INK = { color: COLOUR } as const;
const { padding: _, 'padding-block': _block, 'padding-inline': _inline, ...FRAME } = BOX;

/** By the name in a selector, without `.rl-`; each is a class of the widget's sheet. */
export const CSS_PARTS: Readonly<Record<string, Readonly<Record<string, ValueRule>>>> = {
  launcher: { ...INK, ...FILL, ...FRAME },
  tip: { ...INK, ...TYPE, ...FILL, ...BOX },
  card: { ...BOX, 'box-shadow': SHADOW },
  title: { ...INK, ...TYPE },
  lead: { ...INK, ...TYPE },
  detail: { ...INK, ...TYPE },
  input: { ...INK, ...FILL, ...FRAME },
  button: { ...INK, ...TYPE, ...FILL, ...BOX },
};

/** States that a selector may ask for. */
export const CSS_STATES = ['hover', 'active', 'disabled'] as const;

/** Custom properties that a value may name: all are colours. */
export const CSS_COLOURS = [
  '--rl-accent',
  '--rl-launcher',
  '--rl-on-launcher',
  '--rl-button',
  '--rl-on-button',
] as const;

/** The rule of a property of a part; names of a sheet are never looked up by themselves. */
export function ruleOf(part: string, property: string): ValueRule | null {
  const rules = partOf(part);
  return rules && Object.hasOwn(rules, property) ? (rules[property] ?? null) : null;
}

export function isPart(name: string): boolean {
  return partOf(name) !== null;
}

function partOf(name: string): Readonly<Record<string, ValueRule>> | null {
  return Object.hasOwn(CSS_PARTS, name) ? (CSS_PARTS[name] ?? null) : null;
}
