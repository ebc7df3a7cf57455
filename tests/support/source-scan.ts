import { posix } from 'node:path';
import { parseSync } from 'vite';

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
}

/** One mention of another module. */
export interface ImportSite {
  specifier: string;
  /** The file it means, from the root of the repository; null for a package. */
  target: string | null;
  line: number;
  /** Leaves nothing behind in the built code. */
  isTypeOnly: boolean;
}

export interface SyntaxNode {
  type: string;
  start: number;
  [field: string]: unknown;
}

/** A file that was read, with what the rules look at. */
export interface ScannedFile {
  path: string;
  lines: number;
  imports: ImportSite[];
  /** Top-level statements. */
  body: SyntaxNode[];
  lineOf(node: SyntaxNode): number;
}

/** Parses TypeScript or TSX. Throws if the text is not valid. */
export function scanSource({ path, text }: SourceFile): ScannedFile {
  const { program, errors } = parseSync(path, text);
  const fault = errors[0];
  if (fault) throw new Error(`${path}: ${fault.message}`);
  const body = program.body as unknown as SyntaxNode[];
  const lineOf = (node: SyntaxNode) => text.slice(0, node.start).split('\n').length;
  const imports: ImportSite[] = [];
  for (const node of nodesOf(body)) {
    const specifier = specifierOf(node);
    if (specifier === null) continue;
    const target = /^\.\.?\//.test(specifier) ? posix.join(posix.dirname(path), specifier) : null;
    imports.push({ specifier, target, line: lineOf(node), isTypeOnly: isTypeOnly(node) });
  }
  return { path, lines: text.replace(/\n$/, '').split('\n').length, imports, body, lineOf };
}

/** Every syntax node at or below `value`, outer ones first. */
export function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') yield value as SyntaxNode;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

function specifierOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literalOf(node.source ?? node.argument);
    default:
      return null;
  }
}

function literalOf(node: unknown): string | null {
  if (typeof node !== 'object' || node === null || !('value' in node)) return null;
  return typeof node.value === 'string' ? node.value : null;
}

function isTypeOnly(node: SyntaxNode): boolean {
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
}
