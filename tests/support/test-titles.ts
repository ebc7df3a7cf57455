import { parseSync } from 'vite';

/** Blocks that vitest does not run; what stands in them proves nothing. */
const NOT_RUN = new Set(['skip', 'todo']);

/**
 * The titles of the tests that a test file runs, as they are written there: `it('…')`, `test('…')` and their
 * `each`, `for` and template forms. Skipped tests, planned ones and tests in comments are left out. The
 * expressions of a template title stay as source (`refuses ${code}`).
 */
export function readTestTitles(path: string, source: string): Set<string> {
  const titles = new Set<string>();
  visit(parseSync(path, source).program, (node) => {
    if (node.type !== 'CallExpression') return true;
    const callee = readCallee(node.callee);
    if (callee === null) return true;
    if (callee.words.some((word) => NOT_RUN.has(word))) return false;
    const title = callee.root === 'describe' ? null : readTitle(node.arguments, source);
    if (title !== null) titles.add(title);
    return true;
  });
  return titles;
}

type SyntaxNode = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** Calls `enter` on every node, outermost first, and stays out of a node for which it answers false. */
function visit(value: unknown, enter: (node: SyntaxNode) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, enter);
  } else if (isNode(value) && enter(value)) {
    for (const child of Object.values(value)) visit(child, enter);
  }
}

/** `it.skip.each(table)` → root `it`, words `skip each`; null for a call of anything else. */
function readCallee(node: unknown): { root: string; words: string[] } | null {
  const words: string[] = [];
  let at = node;
  while (isNode(at)) {
    if (at.type === 'Identifier') {
      const root = String(at.name);
      return ['it', 'test', 'describe'].includes(root) ? { root, words } : null;
    }
    if (at.type === 'MemberExpression') {
      if (isNode(at.property)) words.push(String(at.property.name));
      at = at.object;
    } else if (at.type === 'CallExpression') {
      at = at.callee;
    } else if (at.type === 'TaggedTemplateExpression') {
      at = at.tag;
    } else {
      return null;
    }
  }
  return null;
}

function readTitle(args: unknown, source: string): string | null {
  const [first] = Array.isArray(args) ? args : [];
  if (!isNode(first)) return null;
  if (first.type === 'Literal') return typeof first.value === 'string' ? first.value : null;
  if (first.type !== 'TemplateLiteral') return null;
  return source.slice(Number(first.start) + 1, Number(first.end) - 1);
}
