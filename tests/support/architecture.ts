import { nodesOf, type ScannedFile, type SyntaxNode } from './source-scan.ts';

/**
 * The rules of the repository's shape. Each takes all scanned files and answers one line for every offence:
 * `file:line: what is wrong`.
 */
export interface ArchitectureRule {
  name: string;
  check: (files: ScannedFile[]) => string[];
}

interface Layer {
  tree: string;
  name: string;
  /** A file may import its own layer and lower ones of its tree, and shared/ from everywhere. */
  rank: number;
  files: RegExp;
}

const LAYERS: readonly Layer[] = [
  { tree: 'shared', name: 'shared', rank: 0, files: /^shared\// },
  { tree: 'edge', name: 'edge/domain', rank: 1, files: /^edge\/domain\// },
  {
    tree: 'edge',
    name: 'edge platform',
    rank: 2,
    files: /^edge\/((env|config|log)\.ts|rpc\/|keys\/|metrics\/)/,
  },
  { tree: 'edge', name: 'edge/adapters', rank: 3, files: /^edge\/adapters\// },
  { tree: 'edge', name: 'edge/objects', rank: 4, files: /^edge\/objects\// },
  { tree: 'edge', name: 'edge/services', rank: 5, files: /^edge\/services(\.ts$|\/)/ },
  { tree: 'edge', name: 'edge/http', rank: 6, files: /^edge\/http\// },
  { tree: 'edge', name: 'edge/routes', rank: 7, files: /^edge\/routes\// },
  { tree: 'edge', name: 'edge/app', rank: 8, files: /^edge\/app\.ts$/ },
  { tree: 'edge', name: 'edge/worker', rank: 9, files: /^edge\/worker\.ts$/ },
  { tree: 'widget', name: 'widget/swap', rank: 2, files: /^widget\/swap\// },
  { tree: 'widget', name: 'widget/callback', rank: 2, files: /^widget\/callback\// },
  {
    tree: 'widget',
    name: 'widget/public-api',
    rank: 3,
    files: /^widget\/(public-api|instance|page-numbers)\.ts$/,
  },
  { tree: 'widget', name: 'widget/page', rank: 3, files: /^widget\/page\// },
  // Looks over the others' shoulders; only the page module imports it, when it is asked for.
  { tree: 'widget', name: 'widget/debug', rank: 3, files: /^widget\/debug\// },
  { tree: 'widget', name: 'widget/loader', rank: 4, files: /^widget\/loader\.ts$/ },
  // The package for sites that are built: it puts the tag in, and is no part of what the tag loads.
  { tree: 'widget', name: 'widget/npm', rank: 5, files: /^widget\/npm\// },
  // What loader, swapping and callback stand on: boundary, config, visit, api, events, consent and their like.
  { tree: 'widget', name: 'widget base', rank: 1, files: /^widget\/[^/]+\.tsx?$/ },
  { tree: 'demo-site', name: 'demo-site', rank: 1, files: /^demo-site\// },
  { tree: 'scripts', name: 'scripts', rank: 1, files: /^(scripts\/|vite\.config\.ts$)/ },
];

const STRANGERS = [
  ['widget/swap', 'widget/callback'],
  ['widget/callback', 'widget/swap'],
];

/** Module state of the edge that may change, as `file:name`; every line of it needs its reason in that file. */
const MUTABLE_STATE: readonly string[] = ['edge/keys/secrets.ts:rings', 'edge/services.ts:known'];

const MAX_LINES = 250;

export const ARCHITECTURE_RULES: readonly ArchitectureRule[] = [
  { name: 'imports follow the arrows', check: (files) => files.flatMap(checkArrows) },
  { name: 'no import cycles', check: checkCycles },
  { name: 'no barrels', check: (files) => files.flatMap(checkBarrel) },
  { name: `no file over ${MAX_LINES} lines`, check: (files) => files.flatMap(checkLength) },
  { name: 'no zod in the page', check: checkZod },
  {
    name: 'no clock and no chance in shared/ and edge/domain/',
    check: (files) => files.flatMap(checkPurity),
  },
  { name: 'no mutable module state in edge/', check: (files) => files.flatMap(checkState) },
];

function checkArrows(file: ScannedFile): string[] {
  if (file.path.endsWith('.d.ts')) return [];
  const own = layerOf(file.path);
  if (!own) return [`${file.path}:1: belongs to no layer`];
  return file.imports.flatMap(({ target, specifier, line }) => {
    // A bundle taken as text (`dist/…?raw`) is data, not a module.
    if (target === null || specifier.endsWith('?raw') || !/\.tsx?$/.test(target)) return [];
    const other = layerOf(target);
    if (!other) return [`${file.path}:${line}: ${own.name} imports ${target}, which belongs to no layer`];
    const isDown = other.tree === 'shared' || (other.tree === own.tree && other.rank <= own.rank);
    const isStrange = STRANGERS.some(([from, to]) => from === own.name && to === other.name);
    return isDown && !isStrange
      ? []
      : [`${file.path}:${line}: ${own.name} must not import ${other.name} (${target})`];
  });
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find(({ files }) => files.test(path));
}

/** One line for each file that can reach itself, at the import that leads back. */
function checkCycles(files: ScannedFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) =>
    file.imports.flatMap(({ target, line }) => {
      const way =
        target === null
          ? null
          : findWay(
              known,
              target,
              (path) => path === file.path,
              () => true,
            );
      return way === null ? [] : [`${file.path}:${line}: import cycle ${[file.path, ...way].join(' → ')}`];
    }),
  );
}

/** The shortest way along imports from `from` to a module that `isGoal` names, both included; null if none. */
function findWay(
  known: Map<string, ScannedFile>,
  from: string,
  isGoal: (module: string) => boolean,
  follow: (site: { isTypeOnly: boolean }) => boolean,
): string[] | null {
  const ways = new Map<string, string[]>([[from, [from]]]);
  for (const [module, way] of ways) {
    if (isGoal(module)) return way;
    for (const site of known.get(module)?.imports ?? []) {
      const next = site.target ?? site.specifier;
      if (follow(site) && !ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return null;
}

function checkBarrel({ path, body }: ScannedFile): string[] {
  if (/(^|\/)index\.tsx?$/.test(path)) return [`${path}:1: an index file is a barrel`];
  const passesOn = (node: SyntaxNode) =>
    /^Export(All|Named)Declaration$/.test(node.type) && node.source != null;
  return body.length > 0 && body.every(passesOn) ? [`${path}:1: only passes on what others export`] : [];
}

function checkLength({ path, lines }: ScannedFile): string[] {
  return lines > MAX_LINES ? [`${path}:${MAX_LINES + 1}: has ${lines} lines`] : [];
}

/** zod costs 20 kB and more: pages import the contract's types, and only values of files that do without zod. */
function checkZod(files: ScannedFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const isZod = (module: string) => /^zod($|\/)/.test(module);
  return files
    .filter(({ path }) => /^(widget|demo-site)\//.test(path))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ target, specifier, line, isTypeOnly }) => {
        // Inside the page's own tree the file that leaves it is the one to blame.
        if (isTypeOnly || (target !== null && !target.startsWith('shared/'))) return [];
        const way = findWay(known, target ?? specifier, isZod, (site) => !site.isTypeOnly);
        return way === null ? [] : [`${path}:${line}: brings zod into the page: ${way.join(' → ')}`];
      }),
    );
}

function checkPurity(file: ScannedFile): string[] {
  if (!/^(shared|edge\/domain)\//.test(file.path)) return [];
  return [...nodesOf(file.body)].flatMap((node) => {
    const what = impurityOf(node);
    return what === null ? [] : [`${file.path}:${file.lineOf(node)}: ${what} belongs to the caller`];
  });
}

function impurityOf(node: SyntaxNode): string | null {
  if (node.type === 'MemberExpression') {
    const [object, property] = [nameOf(node.object), nameOf(node.property)];
    if (object === 'crypto' || property === 'crypto') return 'crypto';
    const call = `${object}.${property}`;
    return ['Date.now', 'Math.random', 'performance.now'].includes(call) ? call : null;
  }
  const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
  const isBareDate = isCall && nameOf(node.callee) === 'Date' && (node.arguments as unknown[]).length === 0;
  return isBareDate ? 'the present time' : null;
}

function checkState(file: ScannedFile): string[] {
  if (!file.path.startsWith('edge/')) return [];
  return file.body
    .map((node) => (node.type === 'ExportNamedDeclaration' ? (node.declaration as SyntaxNode | null) : node))
    .filter((node) => node?.type === 'VariableDeclaration')
    .flatMap((node) => mutableNames(node as SyntaxNode).map((name) => ({ node: node as SyntaxNode, name })))
    .filter(({ name }) => !MUTABLE_STATE.includes(`${file.path}:${name}`))
    .map(({ node, name }) => `${file.path}:${file.lineOf(node)}: ${name} is module state that changes`);
}

/** `let`, and a Map or Set that begins empty: it can only be meant to be filled. */
function mutableNames(declaration: SyntaxNode): string[] {
  const declarators = declaration.declarations as { id: unknown; init: SyntaxNode | null }[];
  return declarators
    .filter(({ init }) => declaration.kind !== 'const' || isEmptyCollection(init))
    .map(({ id }) => nameOf(id) ?? 'a pattern');
}

function isEmptyCollection(node: SyntaxNode | null): boolean {
  if (node?.type !== 'NewExpression' || (node.arguments as unknown[]).length > 0) return false;
  return ['Map', 'Set', 'WeakMap', 'WeakSet'].includes(nameOf(node.callee) ?? '');
}

function nameOf(node: unknown): string | null {
  const { type, name } = node as { type?: string; name?: unknown };
  return type === 'Identifier' && typeof name === 'string' ? name : null;
}
