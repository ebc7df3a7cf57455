import parse, { type CssNode } from 'css-tree/parser';
import { CSS_STATES, isPart, ruleOf } from './css-parts.ts';
import { writeValue } from './write-value.ts';

/** What was left out of a sheet, and where it stood; lines begin at 1. */
export interface RefusedCss {
  line: number;
  what: string;
}

export interface CleanCss {
  /** Only what is allowed, written anew: a rule a line. */
  css: string;
  refused: RefusedCss[];
}

/** Brackets in brackets: no sheet of ours goes deeper, and a parser must not run out of stack. */
const MAX_DEPTH = 8;
/** Classes and states of one selector. */
const MAX_SELECTOR = 5;
/** More are not told: whoever reads ten knows. */
const MAX_REFUSED = 50;
const SCREEN = /^(prefers-color-scheme:(dark|light)|(max|min)-width:\d{1,4}px)$/;

/**
 * An owner's rules as they are stored (S1-80): read by a parser of CSS Syntax 3, compared with the list of
 * css-parts.ts, and written again from what was understood. What is not in the list is left out and told.
 */
export function cleanCss(text: string): CleanCss {
  if (depthOf(text) > MAX_DEPTH)
    return { css: '', refused: [{ line: 1, what: 'brackets that are nested too deeply' }] };
  const refused: RefusedCss[] = [];
  const sheet = parse(text, {
    positions: true,
    onParseError: ({ line }) => refused.push({ line, what: 'something that is no CSS' }),
  });
  const refuse = (node: CssNode, what: string) =>
    void refused.push({ line: node.loc?.start.line ?? 1, what: what.slice(0, 60) });
  const css = writeRules(sheet, refuse, true).join('\n');
  refused.sort((a, b) => a.line - b.line);
  return { css, refused: refused.slice(0, MAX_REFUSED) };
}

type Refuse = (node: CssNode, what: string) => void;

function writeRules(parent: CssNode, refuse: Refuse, mayAsk: boolean): string[] {
  return childrenOf(parent).flatMap((node) => {
    if (node.type === 'Rule') return writeRule(node, refuse) ?? [];
    if (node.type === 'Comment') return [];
    if (node.type === 'Atrule' && node.name?.toLowerCase() === 'media' && node.block && mayAsk) {
      const screen = screenOf(node);
      if (screen === null) refuse(node, 'a condition of @media that is not known');
      const rules = screen === null ? [] : writeRules(node.block, refuse, false);
      return rules.length > 0 ? `@media (${screen}) {${rules.join(' ')}}` : [];
    }
    refuse(node, node.type === 'Atrule' ? `@${node.name}` : 'something that is no rule');
    return [];
  });
}

function writeRule(rule: CssNode, refuse: Refuse): string | null {
  const selectors = childrenOf(rule.prelude).flatMap((selector) => {
    const written = writeSelector(selector);
    if (written === null) refuse(selector, 'a selector of something else than the parts of the widget');
    return written ?? [];
  });
  if (selectors.length === 0) {
    if (rule.prelude?.type !== 'SelectorList') refuse(rule, 'a selector that cannot be read');
    return null;
  }
  const parts = selectors.map(({ part }) => part);
  const declarations = childrenOf(rule.block).flatMap((node) => writeDeclaration(node, parts, refuse) ?? []);
  if (declarations.length === 0) return null;
  return `${selectors.map(({ text }) => text).join(', ')} {${declarations.join('; ')}}`;
}

/** Classes of parts, each perhaps in a state, one in the other; `part` is what it selects. */
function writeSelector(selector: CssNode): { text: string; part: string } | null {
  const nodes = childrenOf(selector);
  let text = '';
  let part: string | null = null;
  for (const { type, name = '', children } of nodes) {
    if (type === 'ClassSelector' && part === null && name.startsWith('rl-') && isPart(name.slice(3))) {
      part = name.slice(3);
      text += `.${name}`;
    } else if (type === 'PseudoClassSelector' && part !== null && !children && isState(name)) {
      text += `:${name.toLowerCase()}`;
    } else if (type === 'Combinator' && part !== null && (name === ' ' || name === '>')) {
      part = null;
      text += name === ' ' ? name : ' > ';
    } else return null;
  }
  return part === null || nodes.length > MAX_SELECTOR ? null : { text, part };
}

function isState(name: string): boolean {
  return CSS_STATES.some((state) => state === name.toLowerCase());
}

function writeDeclaration(node: CssNode, parts: readonly string[], refuse: Refuse): string | null {
  const property = node.property?.toLowerCase() ?? '';
  if (node.type !== 'Declaration') {
    if (node.type !== 'Comment') refuse(node, 'something that is no declaration');
    return null;
  }
  const rules = parts.map((part) => ruleOf(part, property));
  const [rule] = rules;
  if (!rule || rules.includes(null)) {
    refuse(node, `${property} of .rl-${parts[rules.indexOf(null)]}`);
    return null;
  }
  if (node.important) {
    refuse(node, `!important of ${property}`);
    return null;
  }
  const value = writeValue(typeof node.value === 'string' ? null : node.value, rule);
  if (value.kind === 'written') return `${property}: ${value.text}`;
  refuse(node, `${value.what} in ${property}`);
  return null;
}

/** The only kinds of screens that may be asked for: narrow or wide ones, light or dark ones. */
function screenOf({ prelude }: CssNode): string | null {
  const [list, ...otherLists] = childrenOf(prelude);
  const [query, ...otherQueries] = childrenOf(list);
  const [feature, ...otherFeatures] = childrenOf(query?.condition);
  if (otherLists.length > 0 || otherQueries.length > 0 || otherFeatures.length > 0) return null;
  if (query?.modifier || query?.mediaType || feature?.type !== 'Feature') return null;
  const value = typeof feature.value === 'string' ? null : feature.value;
  const asked =
    value?.type === 'Dimension' ? `${value.value}${value.unit?.toLowerCase()}` : (value?.name ?? '');
  const text = `${feature.name}:${asked}`.toLowerCase();
  return SCREEN.test(text) ? text.replace(':', ': ') : null;
}

function childrenOf(node: CssNode | null | undefined): CssNode[] {
  return [...(node?.children ?? [])];
}

/** Of whatever brackets there are, also of those inside texts and comments: nobody needs so many there either. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if ('([{'.includes(char)) deepest = Math.max(deepest, ++depth);
    else if (')]}'.includes(char)) depth = Math.max(0, depth - 1);
  }
  return deepest;
}
