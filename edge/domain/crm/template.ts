import { type Evaluation, evaluate, MAX_STEPS, MAX_TEXT, spend } from './template-evaluate.ts';
import { type Expression, parseExpression } from './template-expression.ts';
import { cutTemplate, type Place, TemplateFault, type TemplatePiece } from './template-tags.ts';
import { ABSENT, Decimal, EvaluationFault, isTrue, itemsOf, textOf, type Value } from './template-values.ts';

/** What a template can be filled in with. What is null is not there. */
export type TemplateValues = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Characters of a template. */
export const MAX_TEMPLATE = 4_000;
const MAX_BLOCKS = 10;

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'output'; expression: Expression; source: string; place: Place }
  | { kind: 'if'; branches: { test: Expression | null; body: Part[]; place: Place }[] }
  | { kind: 'for'; name: string; items: Expression; body: Part[]; otherwise: Part[]; place: Place };

export type Template = readonly Part[];

/** Faults of a template, counted from 1. */
export interface TemplateError extends Place {
  message: string;
}

export type ParsedTemplate = { kind: 'parsed'; template: Template } | ({ kind: 'faulty' } & TemplateError);

/** `absent` are the expressions that wrote `None`, as the template spells them. */
export type Rendered =
  | { kind: 'text'; text: string; absent: string[] }
  | ({ kind: 'failed' } & TemplateError);

/**
 * Reads a template of the part of Jinja that is allowed here: expressions with or, and, not, comparisons, sums and
 * the filters of `template-filters.ts`, `if` and `for`. Nothing can be called, set, included or imported.
 */
export function parseTemplate(source: string): ParsedTemplate {
  if (source.length > MAX_TEMPLATE) {
    return { kind: 'faulty', line: 1, column: 1, message: `must have at most ${MAX_TEMPLATE} characters` };
  }
  try {
    const pieces = cutTemplate(source);
    const reader = { pieces, next: 0 };
    const template = readParts(reader, [], 0).parts;
    return { kind: 'parsed', template };
  } catch (error) {
    return { kind: 'faulty', ...errorOf(error) };
  }
}

/** Fills a template in. Steps and lengths are bounded; `values` are seen by their own names alone. `maxSteps` may be fewer than `MAX_STEPS`. */
export function renderTemplate(template: Template, values: TemplateValues, maxSteps = MAX_STEPS): Rendered {
  const scope = new Map<string, Value>();
  for (const [name, value] of Object.entries(values)) {
    const isWhole = typeof value !== 'number' || Number.isInteger(value);
    if (value !== null) scope.set(name, isWhole ? value : new Decimal(value));
  }
  const out = { text: '', absent: new Set<string>() };
  try {
    write(template, { scope, budget: { steps: MAX_STEPS - maxSteps } }, out);
  } catch (error) {
    return { kind: 'failed', ...errorOf(error) };
  }
  return { kind: 'text', text: out.text, absent: [...out.absent] };
}

interface Reader {
  pieces: readonly TemplatePiece[];
  next: number;
}

/** Reads on until a statement that ends the block, one of `ends`; at the top that is the end of the template. */
function readParts(
  reader: Reader,
  ends: readonly string[],
  depth: number,
): { parts: Part[]; end: TemplatePiece | null } {
  const parts: Part[] = [];
  for (let piece = reader.pieces[reader.next]; piece; piece = reader.pieces[reader.next]) {
    reader.next += 1;
    const { kind, text, place } = piece;
    if (kind === 'text') parts.push({ kind, text });
    else if (kind === 'output') {
      parts.push({ kind, expression: parseExpression(text, place), source: text, place });
    } else {
      const word = wordOf(piece);
      if (ends.includes(word)) return { parts, end: piece };
      if (depth >= MAX_BLOCKS) throw new TemplateFault(place, 'has too many blocks within each other');
      if (word === 'if') parts.push(readIf(reader, piece, depth));
      else if (word === 'for') parts.push(readFor(reader, piece, depth));
      else throw new TemplateFault(place, `"${word}" is not supported here; there are if and for`);
    }
  }
  return { parts, end: null };
}

function readIf(reader: Reader, opening: TemplatePiece, depth: number): Part {
  const branches: (Part & { kind: 'if' })['branches'] = [];
  for (let piece = opening; ; ) {
    const isElse = wordOf(piece) === 'else';
    const test = isElse ? null : parseExpression(afterWord(piece), piece.place);
    const ends = isElse ? ['endif'] : ['elif', 'else', 'endif'];
    const { parts, end } = readParts(reader, ends, depth + 1);
    branches.push({ test, body: parts, place: piece.place });
    if (!end) throw new TemplateFault(opening.place, 'this "if" has no "endif"');
    if (wordOf(end) === 'endif') return { kind: 'if', branches };
    piece = end;
  }
}

function readFor(reader: Reader, { place, text }: TemplatePiece, depth: number): Part {
  const [, name, source] = /^for\s+([A-Za-z_]\w*)\s+in\s+([\s\S]+)$/.exec(text) ?? [];
  if (name === undefined || source === undefined) {
    throw new TemplateFault(place, 'must be like "for tag in tags"');
  }
  const items = parseExpression(source, place);
  const { parts: body, end } = readParts(reader, ['else', 'endfor'], depth + 1);
  if (!end) throw new TemplateFault(place, 'this "for" has no "endfor"');
  if (wordOf(end) === 'endfor') return { kind: 'for', name, items, body, otherwise: [], place };
  const rest = readParts(reader, ['endfor'], depth + 1);
  if (!rest.end) throw new TemplateFault(place, 'this "for" has no "endfor"');
  return { kind: 'for', name, items, body, otherwise: rest.parts, place };
}

interface Output {
  text: string;
  absent: Set<string>;
}

function write(parts: readonly Part[], at: Evaluation, out: Output): void {
  for (const part of parts) {
    if (part.kind === 'text') append(part.text, at, out);
    else if (part.kind === 'output') {
      const value = located(part.place, () => evaluate(part.expression, at));
      if (value === ABSENT) out.absent.add(part.source);
      located(part.place, () => append(textOf(value), at, out));
    } else if (part.kind === 'if') {
      const chosen = part.branches.find(
        ({ test, place }) => test === null || isTrue(located(place, () => evaluate(test, at))),
      );
      if (chosen) write(chosen.body, at, out);
    } else writeLoop(part, at, out);
  }
}

function writeLoop(part: Part & { kind: 'for' }, at: Evaluation, out: Output): void {
  const items = located(part.place, () => itemsOf(evaluate(part.items, at)));
  if (items.length === 0) write(part.otherwise, at, out);
  items.forEach((item, i) => {
    located(part.place, () => spend(at, 1));
    const loop = new Map<string, Value>([
      ['index', i + 1],
      ['index0', i],
      ['first', i === 0],
      ['last', i === items.length - 1],
      ['length', items.length],
    ]);
    const scope = new Map([...at.scope, [part.name, item], ['loop', loop]] as [string, Value][]);
    write(part.body, { ...at, scope }, out);
  });
}

function append(text: string, at: Evaluation, out: Output): void {
  spend(at, 1 + (text.length >> 6));
  out.text += text;
  if (out.text.length > MAX_TEXT) throw new EvaluationFault('the text becomes too long');
}

function wordOf({ text }: TemplatePiece): string {
  return /^\w+/.exec(text)?.[0] ?? '';
}

function afterWord(piece: TemplatePiece): string {
  return piece.text.slice(wordOf(piece).length).trim();
}

function located<T>(place: Place, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof EvaluationFault) throw new TemplateFault(place, error.message);
    throw error;
  }
}

/** A fault of the template as a value. One of our own goes on, but for a stack that its nesting has filled. */
function errorOf(error: unknown): TemplateError {
  if (error instanceof TemplateFault) return { ...error.place, message: error.message };
  if (error instanceof EvaluationFault) return { line: 1, column: 1, message: error.message };
  if (error instanceof RangeError) return { line: 1, column: 1, message: 'is nested too deeply' };
  throw error;
}
