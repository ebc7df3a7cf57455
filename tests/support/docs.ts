import { dirname, normalize } from 'node:path/posix';
import type { RepoTree } from './repo-tree.ts';

/**
 * What is wrong with the links of a Markdown page, one sentence each: a file that is not there, a heading that
 * is not there, a way out of the repository. Links to other hosts are not looked at.
 */
export function checkLinks(page: string, markdown: string, tree: RepoTree): string[] {
  return findLinks(markdown).flatMap(({ href, line }) => {
    const problem = checkLink(page, href, tree);
    return problem === null ? [] : [`${page}:${line}: the link ${href} ${problem}`];
  });
}

/** Why one link of a page leads nowhere, or null if it leads somewhere. */
export function checkLink(page: string, href: string, tree: RepoTree): string | null {
  if (isExternal(href)) return null;
  const [address = '', anchor] = href.split('#', 2);
  const target = address === '' ? page : resolvePath(page, address);
  if (target.startsWith('..')) return 'leads out of the repository';
  if (!tree.has(target)) return 'names a file that does not exist';
  if (anchor === undefined) return null;
  const text = target.endsWith('.md') ? tree.text(target) : null;
  if (text === null) return 'has an anchor, which only a Markdown page has';
  return findAnchors(text).has(decode(anchor)) ? null : 'names a heading that does not exist';
}

/**
 * What is wrong with the commands that a page names: `npm run X`, `npm start` or `npm test` without such a
 * script in package.json, or a file under `scripts/` that does not exist.
 */
export function checkCommands(
  page: string,
  markdown: string,
  npmScripts: ReadonlySet<string>,
  tree: RepoTree,
): string[] {
  const npm = [...markdown.matchAll(NPM_COMMAND)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? '';
    return npmScripts.has(name)
      ? []
      : [`${page}:${lineAt(markdown, match.index)}: package.json has no script ${name}`];
  });
  const files = [...markdown.matchAll(SCRIPT_FILE)].flatMap((match) =>
    tree.has(match[1] ?? '') ? [] : [`${page}:${lineAt(markdown, match.index)}: there is no ${match[1]}`],
  );
  return [...npm, ...files];
}

/** The anchors of a page as the usual Markdown hosts make them from headings, and the explicit `id`s. */
export function findAnchors(markdown: string): Set<string> {
  const text = blankFences(markdown);
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.matchAll(/^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$/gm)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let copy = 1; anchors.has(anchor); copy++) anchor = `${slug}-${copy}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of text.matchAll(/<[a-z][^>]*\s(?:id|name)=["']([^"']+)["']/gi)) anchors.add(id);
  return anchors;
}

/** The page with the inside of its fenced code blocks blanked; every line keeps its place. */
export function blankFences(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .map((line) => {
      const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence === null) {
        fence = marker ?? null;
        return fence === null ? line : '';
      }
      const closes = marker?.startsWith(fence) && line.trim() === marker;
      if (closes) fence = null;
      return '';
    })
    .join('\n');
}

const NPM_COMMAND =
  /\bnpm(?:[ \t]+-[\w=-]+)*[ \t]+(?:run(?:-script)?(?:[ \t]+-[\w=-]+)*[ \t]+([a-z](?:[\w:.-]*\w)?)|(start|test|stop|restart)\b)/gi;
const SCRIPT_FILE = /(?<![\w/-]|\.\.)(?:\.\/)?(scripts\/[\w./-]*\w\.(?:mjs|cjs|js|ts|sh))\b/g;
const LINKS = [
  // [text](href "title"); looking from the closing bracket also finds both links of [![alt](image)](href).
  /\]\(\s*(<[^<>\n]*>|[^\s<>()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g,
  /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(\S+)/gm,
  /<[a-z][^>]*\s(?:href|src|srcset)=["']\s*([^"'\s,]*)/gi,
];

function findLinks(markdown: string): { href: string; line: number }[] {
  const text = blankFences(markdown).replace(
    /<!--[\s\S]*?-->|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g,
    (whole) => whole.replace(/[^\n]/g, ' '),
  );
  return LINKS.flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ href: (match[1] ?? '').replace(/^<|>$/g, ''), line: lineAt(text, match.index) }))
    .sort((a, b) => a.line - b.line);
}

function isExternal(href: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href);
}

/** A leading slash means the root of the repository. */
function resolvePath(page: string, address: string): string {
  const path = decode(address.split('?', 1)[0] ?? '');
  const joined = path.startsWith('/') ? path.slice(1) : `${dirname(page)}/${path}`;
  return normalize(joined).replace(/\/$/, '') || '.';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the text is then the name itself.
    return text;
  }
}

function slugOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
