import { describe, expect, it } from 'vitest';
import { checkCommands, checkLinks, findAnchors } from '../support/docs.ts';
import { openRepoTree, repoTreeOf } from '../support/repo-tree.ts';

const REPO = openRepoTree();
const PAGES = [
  'README.md',
  ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].filter(REPO.has),
  ...REPO.list('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

describe.each(PAGES)('%s', (page) => {
  const markdown = REPO.text(page) ?? '';

  it('is there and says something', () => {
    expect(markdown.trim()).not.toBe('');
  });

  it('has no link that leads nowhere', () => {
    expect(checkLinks(page, markdown, REPO)).toEqual([]);
  });

  it('names no command that does not exist', () => {
    const { scripts } = JSON.parse(REPO.text('package.json') ?? '{}') as { scripts: Record<string, string> };
    expect(checkCommands(page, markdown, new Set(Object.keys(scripts)), REPO)).toEqual([]);
  });
});

const TREE = repoTreeOf({
  'README.md': '# Ringlet\n\n## Start it\n',
  'docs/rules.md': '# Rules\n\n## The `npm` way, twice\n\n## The `npm` way, twice\n\n<a id="kept"></a>\n',
  'docs/map.png': '',
  'scripts/start.mjs': '',
});

describe('links', () => {
  it.each([
    '[rules](docs/rules.md)',
    '[rules](./docs/rules.md#rules "The rules")',
    '[rules](/docs/rules.md#the-npm-way-twice-1)',
    '[rules](<docs/rules.md#kept>)',
    '[folder](docs/)',
    '[below](#start-it)',
    '![map](docs/map.png)',
    '[![map](docs/map.png)](docs/rules.md)',
    '<img alt="map" src="docs/map.png">',
    '[elsewhere](https://example.com/lost.md) [mail](mailto:a@example.com) [host](//example.com)',
    '[rules][r]\n\n[r]: docs/rules.md',
    '`[lost](lost.md)`',
    '``[lost](lost.md) ` ``',
    '```md\n[lost](lost.md)\n```',
    '~~~~\n```\n[lost](lost.md)\n~~~~',
    '```\n```md\n[lost](lost.md)\n```',
    '<!-- [lost](lost.md) -->',
  ])('accepts %s', (markdown) => {
    expect(checkLinks('README.md', markdown, TREE)).toEqual([]);
  });

  it.each([
    ['[lost](lost.md)', 'lost.md names a file that does not exist'],
    ['[`lost`](lost.md "Lost")', 'lost.md names a file that does not exist'],
    ['![lost](docs/lost.png)', 'docs/lost.png names a file that does not exist'],
    ['[![lost](docs/lost.png)](docs/rules.md)', 'docs/lost.png names a file that does not exist'],
    ['<img src="docs/lost.png">', 'docs/lost.png names a file that does not exist'],
    ['[lost][l]\n\n[l]: lost.md', 'lost.md names a file that does not exist'],
    ['```\n```\n[lost](lost.md)', 'lost.md names a file that does not exist'],
    ['one ` tick\n\n[lost](lost.md)\n\nanother ` tick', 'lost.md names a file that does not exist'],
    ['[rules](docs/rules.md#lost)', 'docs/rules.md#lost names a heading that does not exist'],
    ['[rules](docs/rules.md#the-npm-way-twice-2)', '-2 names a heading that does not exist'],
    ['[below](#lost)', '#lost names a heading that does not exist'],
    ['[start](scripts/start.mjs#L3)', 'has an anchor, which only a Markdown page has'],
    ['[out](../other/README.md)', 'leads out of the repository'],
  ])('refuses %s', (markdown, problem) => {
    expect(checkLinks('README.md', markdown, TREE)).toEqual([expect.stringContaining(problem)]);
  });

  it('are relative to the page they stand on', () => {
    expect(checkLinks('docs/rules.md', '[up](../README.md) [map](map.png)', TREE)).toEqual([]);
    expect(checkLinks('docs/rules.md', '[map](docs/map.png)', TREE)).toHaveLength(1);
  });

  it('are reported with the line they stand on', () => {
    const markdown = '# Page\n\n```\ncode\n```\n\nSee [lost](lost.md).\n';
    expect(checkLinks('README.md', markdown, TREE)).toEqual([
      'README.md:7: the link lost.md names a file that does not exist',
    ]);
  });
});

describe('anchors', () => {
  it('come from headings outside of code, in any script', () => {
    const markdown = '# What it does, *really*\n\n```sh\n# a comment\n```\n\n## [Номера](x.md) и офисы ##\n';
    expect([...findAnchors(markdown)]).toEqual(['what-it-does-really', 'номера-и-офисы']);
  });
});

describe('commands', () => {
  const scripts = new Set(['start', 'build', 'readme:picture']);
  const check = (markdown: string) => checkCommands('README.md', markdown, scripts, TREE);

  it.each([
    '```sh\nnpm ci\nnpm run build -- --quiet\nnpm start\n```',
    'Run `npm run -s build`, then npm run readme:picture.',
    '`npm run` lists them; npm starts quickly.',
    '`node scripts/start.mjs`',
    'a customer keeps `web/scripts/lost.js` at home',
  ])('accepts %s', (markdown) => {
    expect(check(markdown)).toEqual([]);
  });

  it.each([
    ['```sh\nnpm run biuld\n```', 'README.md:2: package.json has no script biuld'],
    ['Run npm run readme:pictures.', 'README.md:1: package.json has no script readme:pictures'],
    ['`npm --silent run -s lost`', 'README.md:1: package.json has no script lost'],
    ['`npm test`', 'README.md:1: package.json has no script test'],
    ['```sh\n\nnode ./scripts/lost.mjs\n```', 'README.md:3: there is no scripts/lost.mjs'],
  ])('refuses %s', (markdown, problem) => {
    expect(check(markdown)).toEqual([problem]);
  });
});
