import type { CssNode } from 'css-tree/parser';
import { CSS_COLOURS, type ValueRule } from './css-parts.ts';

/** An em of the largest letters that are allowed, px: what a length in em is counted as. */
const EM_PX = 40;
const WORD = /^[a-z]+(-[a-z]+)*$/i;
/** Names that mean no colour and no keyword of a property, but something that is fetched or reached for. */
const COLOUR_FUNCTIONS = ['rgb', 'rgba', 'hsl', 'hsla'];
const GRADIENTS = ['linear-gradient', 'radial-gradient'];
const ANGLE = /^(deg|turn|rad)$/;
/** What stands inside a colour or a gradient: no length there reaches beyond the part that is filled. */
const INSIDE: ValueRule = {
  lengths: [0, 500],
  percent: [0, 100],
  numbers: [0, 360],
  colours: true,
  words: true,
};

/** A value as it is stored, written anew from what was understood; or what of it is not allowed. */
export type WrittenValue = { kind: 'written'; text: string } | { kind: 'refused'; what: string };

/** @param value of a declaration, as the parser has it */
export function writeValue(value: CssNode | null | undefined, rule: ValueRule): WrittenValue {
  if (value?.type !== 'Value' || !value.children) return refused('a value that cannot be read');
  return writeAll(value.children, rule);
}

function writeAll(nodes: Iterable<CssNode>, rule: ValueRule): WrittenValue {
  let text = '';
  for (const node of nodes) {
    const part = writeNode(node, rule);
    if (part.kind === 'refused') return part;
    const isTight = text === '' || part.text === ',';
    text += isTight ? part.text : ` ${part.text}`;
  }
  return text === '' ? refused('an empty value') : { kind: 'written', text };
}

function writeNode(node: CssNode, rule: ValueRule): WrittenValue {
  const text = typeof node.value === 'string' ? node.value : '';
  switch (node.type) {
    case 'Identifier':
      return writeWord(node.name ?? '', rule);
    case 'Hash':
      return rule.colours && /^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text)
        ? written(`#${text.toLowerCase()}`)
        : refused(`#${text}`);
    case 'Number':
      return Number(text) === 0 || within(Number(text), rule.numbers)
        ? written(`${Number(text)}`)
        : refused(text);
    case 'Percentage':
      return within(Number(text), rule.percent) ? written(`${Number(text)}%`) : refused(`${text}%`);
    case 'Dimension':
      return writeDimension(Number(text), (node.unit ?? '').toLowerCase(), rule);
    case 'Operator':
      return text === ',' || text === '/' ? written(text) : refused(text);
    case 'Function':
      return writeFunction(node, rule);
    case 'Url':
      return refused('url()');
    default:
      return refused(node.type === 'String' ? 'a text in quotes' : 'something that is no plain value');
  }
}

/** Names of colours are words too; which ones there are the browser knows, and a wrong one does nothing. */
function writeWord(name: string, rule: ValueRule): WrittenValue {
  return (rule.words || rule.colours) && WORD.test(name) ? written(name.toLowerCase()) : refused(name);
}

function writeDimension(value: number, unit: string, rule: ValueRule): WrittenValue {
  const px = unit === 'px' ? value : unit === 'em' ? value * EM_PX : null;
  const isAngle = rule === INSIDE && ANGLE.test(unit) && Number.isFinite(value);
  return isAngle || (px !== null && within(px, rule.lengths))
    ? written(`${value}${unit}`)
    : refused(`${value}${unit}`);
}

function writeFunction(node: CssNode, rule: ValueRule): WrittenValue {
  const name = (node.name ?? '').toLowerCase();
  const children = [...(node.children ?? [])];
  if (rule.colours && name === 'var') {
    const [only] = children;
    const isKnown = children.length === 1 && CSS_COLOURS.some((colour) => colour === only?.name);
    return isKnown ? written(`var(${only?.name})`) : refused('var() of something else');
  }
  const isAllowed =
    (rule.colours && COLOUR_FUNCTIONS.includes(name)) || (rule.gradients && GRADIENTS.includes(name));
  if (!isAllowed) return refused(`${name}()`);
  const inside = writeAll(children, INSIDE);
  return inside.kind === 'refused' ? inside : written(`${name}(${inside.text})`);
}

function within(value: number, bounds: readonly [number, number] | undefined): boolean {
  return bounds !== undefined && value >= bounds[0] && value <= bounds[1];
}

function written(text: string): WrittenValue {
  return { kind: 'written', text };
}

function refused(what: string): WrittenValue {
  return { kind: 'refused', what };
}
