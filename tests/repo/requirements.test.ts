import { describe, expect, it } from 'vitest';
import { openRepoTree, repoTreeOf } from '../support/repo-tree.ts';
import { checkRequirements, parseRequirements, SECTION_LINES } from '../support/requirements.ts';
import { readTestTitles } from '../support/test-titles.ts';

const PAGE = 'docs/requirements.md';

describe('the page of requirements', () => {
  it('lists all 305 lines, each with a known state and a proof that exists', () => {
    const tree = openRepoTree();
    const markdown = tree.text(PAGE) ?? '';
    expect(checkRequirements({ page: PAGE, markdown, sections: SECTION_LINES, tree })).toEqual([]);
    expect(parseRequirements(markdown).requirements).toHaveLength(305);
  });
});

const TEST = '`tests/domain/rules.test.ts` › "matches the first campaign"';
const TREE = repoTreeOf({
  'tests/domain/rules.test.ts': "it('matches the first campaign', () => {}); it.skip('is tired', () => {});",
  'tests/fakes/portal.ts': '',
  'docs/rules.md': '# Rules\n\n## Order of campaigns\n',
  'docs/requirements.md': '# Requirements\n',
});

/** Checks a page that consists of one table with these rows. */
function problemsOf(rows: string[], sections: Record<string, number> = { A: 1 }): string[] {
  const markdown = ['| line | what | state | proof |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return checkRequirements({ page: PAGE, markdown, sections, tree: TREE });
}

function problemsOfProof(state: string, proof: string): string[] {
  return problemsOf([`| A-1 | first campaign wins | ${state} | ${proof} |`]);
}

describe('numbers of lines', () => {
  const row = (number: string, what: string) => `| ${number} | ${what} | planned | — |`;

  it('accepts every number once, over several tables and sections', () => {
    const second = ['', '| line | what | state | proof |', '| :-- | --- | --- | --: |', row('B-1', 'three')];
    expect(problemsOf([row('A-1', 'one'), row('A-2', 'two'), ...second], { A: 2, B: 1 })).toEqual([]);
  });

  it('finds a missing number', () => {
    expect(problemsOf([row('A-1', 'one'), row('A-3', 'three')], { A: 3 })).toEqual(['A-2: is missing']);
  });

  it('finds a number that stands twice', () => {
    expect(problemsOf([row('A-1', 'one'), row('A-1', 'two')])).toEqual(['A-1: stands 2 times']);
  });

  it.each(['A-2', 'A-0', 'A-01', 'B-1', 'A', ''])('refuses the number "%s" beyond the ranges', (number) => {
    expect(problemsOf([row('A-1', 'one'), row(number, 'two')])).toEqual([
      `${number || 'a row'}: is no line of any section`,
    ]);
  });

  it('takes no row from another table, nor from a code block', () => {
    const other = ['', '| line | what |', '| --- | --- |', '| A-1 | one |', ''];
    const example = ['```', '| line | what | state | proof |', row('A-1', 'one'), '```'];
    expect(problemsOf([...other, ...example])).toEqual(['A-1: is missing']);
  });

  it('refuses a row with too few or too many cells', () => {
    const problems = problemsOf(['| A-1 | one | planned |', '| A-2 | a | b | planned | — |'], { A: 2 });
    expect(problems).toContain('A-1: has 3 cells in place of 4');
    expect(problems).toContain('A-2: has 5 cells in place of 4');
  });

  it('reads an escaped pipe as part of a cell', () => {
    expect(problemsOf([row('A-1', 'one \\| two')])).toEqual([]);
  });
});

describe('descriptions', () => {
  it('refuses an empty one', () => {
    expect(problemsOf(['| A-1 | | planned | — |'])).toEqual(['A-1: has no description']);
  });

  it('refuses one that differs from another only in letter case and punctuation', () => {
    const rows = ['| A-1 | first wins | planned | — |', '| A-2 | First, wins. | planned | — |'];
    expect(problemsOf(rows, { A: 2 })).toEqual(['A-2: is described in the same words as A-1']);
  });
});

describe('states', () => {
  it.each(['done', 'Works', 'by api', ''])('refuses the unknown state "%s"', (state) => {
    expect(problemsOfProof(state, TEST)).toEqual([`A-1: "${state}" is no state`]);
  });

  it.each(['works', 'by API'])('asks for a proof of what is "%s"', (state) => {
    expect(problemsOfProof(state, TEST)).toEqual([]);
    expect(problemsOfProof(state, '—')).toEqual([`A-1: is "${state}" and has no proof`]);
    expect(problemsOfProof(state, '')).toEqual([`A-1: is "${state}" and has no proof`]);
  });

  it('refuses a proof of what is only planned', () => {
    expect(problemsOfProof('planned', TEST)).toEqual(['A-1: is planned, so its proof is —']);
  });

  it('asks for a proof and a fake of what is unverified', () => {
    expect(problemsOfProof('unverified', `${TEST}; fake \`tests/fakes/portal.ts\``)).toEqual([]);
    expect(problemsOfProof('unverified', TEST)).toEqual(['A-1: is unverified and names no fake']);
    expect(problemsOfProof('unverified', 'fake `tests/fakes/portal.ts`')).toEqual([
      'A-1: is "unverified" and has no proof',
    ]);
  });

  it.each(['tests/fakes/lost.ts', 'docs/rules.md'])('refuses %s as a fake', (path) => {
    expect(problemsOfProof('unverified', `${TEST}; fake \`${path}\``)).toEqual([
      `A-1: there is no fake ${path}`,
    ]);
  });

  it('refuses a fake beside a state that claims the real thing', () => {
    expect(problemsOfProof('works', `${TEST}; fake \`tests/fakes/portal.ts\``)).toEqual([
      'A-1: names a fake, so its state is unverified',
    ]);
  });
});

describe('proofs', () => {
  it.each([
    ['`tests/domain/lost.test.ts` › "matches"', 'tests/domain/lost.test.ts does not exist'],
    ['`tests/fakes/portal.ts` › "matches"', 'tests/fakes/portal.ts is no test file'],
    ['`tests/domain/rules.test.ts` › "matches"', 'tests/domain/rules.test.ts runs no test "matches"'],
    ['`tests/domain/rules.test.ts` › "is tired"', 'tests/domain/rules.test.ts runs no test "is tired"'],
    ['[rules](lost.md)', 'the link lost.md names a file that does not exist'],
    ['[rules](rules.md#lost)', 'the link rules.md#lost names a heading that does not exist'],
    [
      '[rules](https://example.com/rules.md)',
      'https://example.com/rules.md is no other page of this repository',
    ],
    ['[rules](requirements.md)', 'requirements.md is no other page of this repository'],
    ['[fake](../tests/fakes/portal.ts)', '../tests/fakes/portal.ts is no other page of this repository'],
    [`${TEST} and more`, 'cannot read "and more" as a proof'],
  ])('refuses %s', (proof, problem) => {
    expect(problemsOfProof('works', proof)).toEqual([`A-1: ${problem}`]);
  });

  it('accepts several proofs of one line: tests and headings of pages', () => {
    expect(problemsOfProof('works', `${TEST}; [order](rules.md#order-of-campaigns)`)).toEqual([]);
  });
});

describe('titles of a test file', () => {
  it.each([
    ["it('counts', () => {});", 'counts'],
    ["test.each([1, 2])('counts %i', (n) => {});", 'counts %i'],
    ["it.for([[1]])('counts %i', () => {});", 'counts %i'],
    [`it.each\`n\n\${1}\`('counts $n', () => {});`, 'counts $n'],
    ["describe('sums', () => { it.skipIf(isSlow)('counts', () => {}); });", 'counts'],
    ["it('reads the site\\'s \"own\" number', () => {});", 'reads the site\'s "own" number'],
    [`for (const code of codes) it(\`refuses \${code}\`, () => {});`, `refuses \${code}`],
    ["it('shows it', () => <p>Don't</p>);", 'shows it'],
  ])('are found in %s', (source, title) => {
    expect([...readTestTitles('a.test.tsx', source)]).toEqual([title]);
  });

  it.each([
    "it.skip('counts', () => {});",
    "it.todo('counts');",
    "test.skip.each([1])('counts', () => {});",
    "describe.skip('sums', () => { it('counts', () => {}); });",
    "describe('counts', () => {});",
    "// it('counts', () => {});",
    'const text = "it(\'counts\', () => {})";',
    "visit('counts');",
  ])('are not found in %s', (source) => {
    expect(readTestTitles('a.test.tsx', source).size).toBe(0);
  });
});
