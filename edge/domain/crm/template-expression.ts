import { parse, tokenize } from '@huggingface/jinja';
import { FILTER_NAMES } from './template-filters.ts';
import { type Place, TemplateFault } from './template-tags.ts';
import { Decimal, type Value } from './template-values.ts';

/** An expression of the part of Jinja that templates may use. Nothing else can be written, so nothing else can run. */
export type Expression =
  | { kind: 'literal'; value: Value }
  | { kind: 'name'; name: string }
  | { kind: 'member'; of: Expression; key: Expression }
  | { kind: 'slice'; of: Expression; start: Expression | null; stop: Expression | null }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'sign'; of: Expression; sign: 1 | -1 }
  | { kind: 'not'; of: Expression }
  | { kind: 'binary'; op: string; left: Expression; right: Expression }
  | { kind: 'choice'; test: Expression; yes: Expression; no: Expression | null }
  | { kind: 'filter'; of: Expression; name: string; args: Expression[]; named: Map<string, Expression> }
  | { kind: 'test'; of: Expression; name: string; negate: boolean };

/** As the parser gives them: a class for each kind, of which only the fields that are asked for are looked at. */
type Node = { type: string } & Record<string, unknown>;

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'];
const OPERATORS = [...COMPARISONS, 'and', 'or', '+', '-', '*', '/', '//', '%', '~'];
const TESTS = ['defined', 'undefined', 'none', 'string', 'number'];
const KEYWORDS = ['and', 'or', 'not', 'if', 'else', 'in', 'is'];
const CONSTANTS = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** @throws TemplateFault for what is no expression, or none that templates may use */
export function parseExpression(source: string, place: Place): Expression {
  let body: Node[];
  try {
    body = (parse(tokenize(`{{ ${source} }}`)) as unknown as { body: Node[] }).body;
  } catch {
    throw new TemplateFault(
      place,
      `cannot be read: ${source.slice(0, 60) || 'nothing stands between the braces'}`,
    );
  }
  const [only] = body;
  if (!only || body.length > 1) throw new TemplateFault(place, 'must be one expression');
  return read(only, place);
}

function read(node: Node, place: Place): Expression {
  const inner = (name: string) => read(node[name] as Node, place);
  const optional = (name: string) => (node[name] === undefined ? null : inner(name));
  switch (node.type) {
    case 'StringLiteral':
    case 'IntegerLiteral':
      return { kind: 'literal', value: node.value as string | number };
    case 'FloatLiteral':
      return { kind: 'literal', value: new Decimal(node.value as number) };
    case 'Identifier':
      return readName(node.value as string, place);
    case 'ArrayLiteral':
      return { kind: 'list', items: (node.value as Node[]).map((item) => read(item, place)) };
    case 'MemberExpression':
      return readMember(node, place);
    case 'UnaryExpression': {
      const operator = (node.operator as { value: string }).value;
      if (operator === 'not') return { kind: 'not', of: inner('argument') };
      return { kind: 'sign', of: inner('argument'), sign: operator === '-' ? -1 : 1 };
    }
    case 'BinaryExpression':
      return readBinary(node, place);
    case 'Ternary':
      return { kind: 'choice', test: inner('condition'), yes: inner('trueExpr'), no: optional('falseExpr') };
    case 'SelectExpression':
      return { kind: 'choice', test: inner('test'), yes: inner('lhs'), no: null };
    case 'TestExpression': {
      const name = (node.test as { value: string }).value;
      if (!TESTS.includes(name)) throw new TemplateFault(place, `there is no test "${name}" here`);
      return { kind: 'test', of: inner('operand'), name, negate: node.negate === true };
    }
    case 'FilterExpression':
      return readFilter(node, place);
    case 'CallExpression':
      throw new TemplateFault(place, 'nothing can be called here; filters follow a |');
    default:
      throw new TemplateFault(place, 'this is not supported here');
  }
}

function readName(name: string, place: Place): Expression {
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return { kind: 'literal', value: constant };
  if (KEYWORDS.includes(name)) throw new TemplateFault(place, `"${name}" stands at the wrong place`);
  return { kind: 'name', name };
}

function readMember(node: Node, place: Place): Expression {
  const of = read(node.object as Node, place);
  const property = node.property as Node;
  if (property.type === 'SliceExpression') {
    if (property.step !== undefined) throw new TemplateFault(place, 'a slice has no step here');
    const bound = (name: string) =>
      property[name] === undefined ? null : read(property[name] as Node, place);
    return { kind: 'slice', of, start: bound('start'), stop: bound('stop') };
  }
  const isName = property.type === 'Identifier' && node.computed !== true;
  const key = isName
    ? ({ kind: 'literal', value: property.value as string } as const)
    : read(property, place);
  return { kind: 'member', of, key };
}

function readBinary(node: Node, place: Place): Expression {
  const op = (node.operator as { value: string }).value;
  if (!OPERATORS.includes(op)) throw new TemplateFault(place, `"${op}" is not supported here`);
  const [left, right] = [read(node.left as Node, place), read(node.right as Node, place)];
  const before = left.kind === 'binary' ? left.op : '';
  // Jinja reads both otherwise than the parser does, and brackets are not to be seen any more.
  if (COMPARISONS.includes(op) && COMPARISONS.includes(before)) {
    throw new TemplateFault(place, 'comparisons cannot follow one another; join them with "and"');
  }
  if (op === '~' && ['+', '-'].includes(before)) {
    throw new TemplateFault(place, 'what is added cannot stand in front of "~"');
  }
  return { kind: 'binary', op, left, right };
}

function readFilter(node: Node, place: Place): Expression {
  const filter = node.filter as Node;
  const isCall = filter.type === 'CallExpression';
  const name = ((isCall ? filter.callee : filter) as Node).value as string;
  if (!FILTER_NAMES.includes(name)) {
    throw new TemplateFault(
      place,
      `there is no filter "${String(name)}"; there are ${FILTER_NAMES.join(', ')}`,
    );
  }
  const args: Expression[] = [];
  const named = new Map<string, Expression>();
  for (const arg of isCall ? (filter.args as Node[]) : []) {
    if (arg.type === 'KeywordArgumentExpression') {
      named.set((arg.key as { value: string }).value, read(arg.value as Node, place));
    } else args.push(read(arg, place));
  }
  return { kind: 'filter', of: read(node.operand as Node, place), name, args, named };
}
