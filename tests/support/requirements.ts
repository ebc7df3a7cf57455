import { dirname, join } from 'node:path/posix';
import { blankFences, checkLink } from './docs.ts';
import type { RepoTree } from './repo-tree.ts';
import { readTestTitles } from './test-titles.ts';

/** How many lines each section has; they are numbered from 1 without gaps. */
export const SECTION_LINES: Readonly<Record<string, number>> = { S1: 93, S2: 99, S3: 29, S4: 49, S5: 35 };

export const STATES = ['works', 'by API', 'planned', 'unverified'] as const;
export type State = (typeof STATES)[number];

/** A row of the table as it is written; nothing about it is checked yet. */
export interface Requirement {
  number: string;
  what: string;
  state: string;
  proof: string;
}

/** The page to check, where it lies, how many lines its sections have, and the files its proofs may name. */
export interface RequirementsCheck {
  page: string;
  markdown: string;
  sections: Readonly<Record<string, number>>;
  tree: RepoTree;
}

/** What is wrong with the page of requirements, one sentence each; empty if it is true. */
export function checkRequirements({ page, markdown, sections, tree }: RequirementsCheck): string[] {
  const { requirements, problems } = parseRequirements(markdown);
  const titles = new Map<string, Set<string>>();
  const titlesOf = (path: string): Set<string> => {
    const known = titles.get(path) ?? readTestTitles(path, tree.text(path) ?? '');
    titles.set(path, known);
    return known;
  };
  return [
    ...problems,
    ...checkNumbers(requirements, sections),
    ...checkDescriptions(requirements),
    ...requirements.flatMap((requirement) =>
      checkProof(requirement, { page, tree, titlesOf }).map((problem) => `${requirement.number}: ${problem}`),
    ),
  ];
}

/** Reads every table whose columns are line, what, state and proof; a row that is not of that form is a problem. */
export function parseRequirements(markdown: string): { requirements: Requirement[]; problems: string[] } {
  const requirements: Requirement[] = [];
  const problems: string[] = [];
  let isInside = false;
  for (const line of blankFences(markdown).split('\n')) {
    const cells = readCells(line);
    if (cells === null) {
      isInside = false;
    } else if (cells.join(' ').toLowerCase() === 'line what state proof') {
      isInside = true;
    } else if (isInside && !cells.every((cell) => /^:?-+:?$/.test(cell))) {
      const [number = '', what = '', state = '', proof = ''] = cells;
      if (cells.length === 4) requirements.push({ number, what, state, proof });
      else problems.push(`${number || 'a row'}: has ${cells.length} cells in place of 4`);
    }
  }
  return { requirements, problems };
}

function readCells(line: string): string[] | null {
  const row = /^\s*\|(.*?)\|?\s*$/.exec(line)?.[1];
  return row?.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim()) ?? null;
}

function checkNumbers(requirements: Requirement[], sections: Readonly<Record<string, number>>): string[] {
  const expected = Object.entries(sections).flatMap(([section, lines]) =>
    Array.from({ length: lines }, (_, index) => `${section}-${index + 1}`),
  );
  const known = new Set(expected);
  const seen = new Map<string, number>();
  for (const { number } of requirements) seen.set(number, (seen.get(number) ?? 0) + 1);
  return [
    ...expected.filter((number) => !seen.has(number)).map((number) => `${number}: is missing`),
    ...[...seen].flatMap(([number, times]) => [
      ...(known.has(number) ? [] : [`${number || 'a row'}: is no line of any section`]),
      ...(times > 1 ? [`${number}: stands ${times} times`] : []),
    ]),
  ];
}

function checkDescriptions(requirements: Requirement[]): string[] {
  const first = new Map<string, string>();
  return requirements.flatMap(({ number, what }) => {
    const key = what
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (key === '') return [`${number}: has no description`];
    const twin = first.get(key);
    if (twin !== undefined) return [`${number}: is described in the same words as ${twin}`];
    first.set(key, number);
    return [];
  });
}

interface ProofContext {
  page: string;
  tree: RepoTree;
  titlesOf: (path: string) => Set<string>;
}

const NO_PROOF = '—';
const TEST_PROOF = /`([^`]+)` › "((?:[^"\\]|\\.)*)"/g;
const PAGE_PROOF = /\[[^\]]+\]\(([^()\s]+)\)/g;
const FAKE = /\bfake `([^`]+)`/g;

function checkProof({ state, proof }: Requirement, context: ProofContext): string[] {
  if (!isState(state)) return [`"${state}" is no state`];
  if (state === 'planned') return proof === NO_PROOF ? [] : [`is planned, so its proof is ${NO_PROOF}`];
  const tests = [...proof.matchAll(TEST_PROOF)];
  const pages = [...proof.matchAll(PAGE_PROOF)];
  const fakes = [...proof.matchAll(FAKE)];
  const rest = proof.replace(TEST_PROOF, '').replace(PAGE_PROOF, '').replace(FAKE, '');
  return [
    ...(tests.length + pages.length === 0 ? [`is "${state}" and has no proof`] : []),
    ...(proof !== NO_PROOF && /[^\s;,]/.test(rest) ? [`cannot read "${rest.trim()}" as a proof`] : []),
    ...tests.flatMap(([, path = '', title = '']) => checkTestProof(path, title, context)),
    ...pages.flatMap(([, href = '']) => checkPageProof(href, context)),
    ...checkFakes(state, fakes, context),
  ];
}

function isState(text: string): text is State {
  return STATES.some((state) => state === text);
}

function checkTestProof(path: string, writtenTitle: string, { tree, titlesOf }: ProofContext): string[] {
  const title = writtenTitle.replace(/\\(.)/g, '$1');
  if (!/^tests\/.+\.test\.tsx?$/.test(path)) return [`${path} is no test file`];
  if (tree.text(path) === null) return [`${path} does not exist`];
  return titlesOf(path).has(title) ? [] : [`${path} runs no test "${title}"`];
}

function checkPageProof(href: string, { page, tree }: ProofContext): string[] {
  const [address = ''] = href.split('#', 1);
  if (!/^[^:?]+\.md$/.test(address) || join(dirname(page), address) === page) {
    return [`${href} is no other page of this repository`];
  }
  const problem = checkLink(page, href, tree);
  return problem === null ? [] : [`the link ${href} ${problem}`];
}

function checkFakes(state: State, fakes: RegExpExecArray[], { tree }: ProofContext): string[] {
  if (state !== 'unverified') return fakes.length > 0 ? [`names a fake, so its state is unverified`] : [];
  if (fakes.length === 0) return ['is unverified and names no fake'];
  return fakes.flatMap(([, path = '']) =>
    path.startsWith('tests/fakes/') && tree.has(path) ? [] : [`there is no fake ${path}`],
  );
}
