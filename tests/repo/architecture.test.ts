import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ARCHITECTURE_RULES } from '../support/architecture.ts';
import { type ScannedFile, scanSource } from '../support/source-scan.ts';

const FOLDERS = '{shared,edge,widget,demo-site,scripts}';

const REPO: ScannedFile[] = globSync([`${FOLDERS}/**/*.ts`, `${FOLDERS}/**/*.tsx`, 'vite.config.ts'])
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
  .map((path) => scanSource({ path, text: readFileSync(path, 'utf8') }));

describe('this repository', () => {
  it('is read at all', () => {
    expect(REPO.length).toBeGreaterThan(20);
  });

  it.each(ARCHITECTURE_RULES)('has $name', ({ check }) => {
    expect(check(REPO)).toEqual([]);
  });
});

const BROKEN: { rule: string; why: string; files: Record<string, string>; offence: string }[] = [
  {
    rule: 'imports follow the arrows',
    why: 'a rule of the business asks an adapter',
    files: {
      'edge/domain/lease.ts': "\nimport { dial } from '../adapters/dial.ts';",
      'edge/adapters/dial.ts': '',
    },
    offence: 'edge/domain/lease.ts:2: edge/domain must not import edge/adapters (edge/adapters/dial.ts)',
  },
  {
    rule: 'imports follow the arrows',
    why: 'an object knows a route, if only by type',
    files: { 'edge/objects/pool/pool.ts': "import type { R } from '../../routes/swap.ts';" },
    offence: 'edge/objects/pool/pool.ts:1: edge/objects must not import edge/routes (edge/routes/swap.ts)',
  },
  {
    rule: 'imports follow the arrows',
    why: 'swapping knows the callback',
    files: { 'widget/swap/plan.ts': "export const x = () => import('../callback/widget.ts');" },
    offence: 'widget/swap/plan.ts:1: widget/swap must not import widget/callback (widget/callback/widget.ts)',
  },
  {
    rule: 'imports follow the arrows',
    why: 'the callback knows swapping',
    files: { 'widget/callback/widget.ts': "export { plan } from '../swap/plan.ts';" },
    offence: 'widget/callback/widget.ts:1: widget/callback must not import widget/swap (widget/swap/plan.ts)',
  },
  {
    rule: 'imports follow the arrows',
    why: 'a demo page takes sources of the widget',
    files: { 'demo-site/studio/main.tsx': "import { mount } from '../../widget/callback/widget.ts';" },
    offence:
      'demo-site/studio/main.tsx:1: demo-site must not import widget/callback (widget/callback/widget.ts)',
  },
  {
    rule: 'imports follow the arrows',
    why: 'shared code looks at the edge',
    files: { 'shared/phone.ts': "type E = import('../edge/env.ts').Env;" },
    offence: 'shared/phone.ts:1: shared must not import edge platform (edge/env.ts)',
  },
  {
    rule: 'imports follow the arrows',
    why: 'a file has no place',
    files: { 'edge/misc.ts': 'export const a = 1;' },
    offence: 'edge/misc.ts:1: belongs to no layer',
  },
  {
    rule: 'no import cycles',
    why: 'two files need each other, one of them a type',
    files: {
      'shared/a.ts': "import type { B } from './b.ts';",
      'shared/b.ts': "import { a } from './a.ts';",
    },
    offence: 'shared/a.ts:1: import cycle shared/a.ts → shared/b.ts → shared/a.ts',
  },
  {
    rule: 'no barrels',
    why: 'a folder has an index',
    files: { 'shared/contract/index.ts': 'export const a = 1;' },
    offence: 'shared/contract/index.ts:1: an index file is a barrel',
  },
  {
    rule: 'no barrels',
    why: 'a barrel goes by another name',
    files: { 'shared/all.ts': "export * from './a.ts';\nexport { b } from './b.ts';" },
    offence: 'shared/all.ts:1: only passes on what others export',
  },
  {
    rule: 'no file over 250 lines',
    why: 'a file has 251',
    files: { 'edge/app.ts': 'export {};\n'.repeat(251) },
    offence: 'edge/app.ts:251: has 251 lines',
  },
  {
    rule: 'no zod in the page',
    why: 'the widget takes a value from a schema file, round a corner',
    files: {
      'widget/api.ts':
        "import type { Swap } from '../shared/contract/swap.ts';\nimport { x } from '../shared/x.ts';",
      'shared/x.ts': "export { x } from './contract/swap.ts';",
      'shared/contract/swap.ts': "import { z } from 'zod';",
    },
    offence: 'widget/api.ts:2: brings zod into the page: shared/x.ts → shared/contract/swap.ts → zod',
  },
  {
    rule: 'no zod in the page',
    why: 'a demo page imports zod itself',
    files: { 'demo-site/studio/form.ts': "import * as z from 'zod/mini';" },
    offence: 'demo-site/studio/form.ts:1: brings zod into the page: zod/mini',
  },
  ...['Date.now()', 'Math.random()', 'crypto.randomUUID()', 'new Date()', 'globalThis.crypto'].map(
    (source) => ({
      rule: 'no clock and no chance in shared/ and edge/domain/',
      why: `a rule of the business says ${source}`,
      files: { 'edge/domain/lease.ts': `\n\nexport const f = () => ${source};` },
      offence: 'edge/domain/lease.ts:3: ',
    }),
  ),
  ...['let hits = 0;', 'export let hits = 0;', 'const hits = new Map<string, number>();'].map((source) => ({
    rule: 'no mutable module state in edge/',
    why: `a module keeps ${source}`,
    files: { 'edge/http/cors.ts': `import { a } from './a.ts';\n${source}` },
    offence: 'edge/http/cors.ts:2: hits is module state that changes',
  })),
];

describe('the checker', () => {
  it.each(BROKEN)('$rule: complains when $why', ({ rule, files, offence }) => {
    expect(offencesOf(rule, files)).toEqual([expect.stringContaining(offence)]);
  });

  it('is content with sources that keep to the rules', () => {
    const files = {
      'shared/phone.ts':
        "// Date.now() in a comment\nexport const text = 'Math.random()';\nexport const at = new Date(0);",
      'edge/domain/lease.ts': "import { text } from '../../shared/phone.ts';\nexport const t = text;",
      'edge/routes/loader.ts':
        "import code from '../../dist/sdk/loader.js?raw';\nexport const c = () => { let n = 0; return code + n; };",
      'edge/http/limits.ts': "export const KNOWN = new Set(['a']);",
      'widget/loader.ts':
        "import { t } from './api.ts';\nimport type { Swap } from '../shared/contract/swap.ts';",
      'widget/api.ts': 'export let state = 1;',
      'shared/contract/swap.ts': "import { z } from 'zod';\nexport type Swap = z.ZodType;",
    };
    for (const { name } of ARCHITECTURE_RULES) expect(offencesOf(name, files)).toEqual([]);
  });

  it('has a case for every rule', () => {
    expect(new Set(BROKEN.map(({ rule }) => rule))).toEqual(
      new Set(ARCHITECTURE_RULES.map(({ name }) => name)),
    );
  });
});

function offencesOf(rule: string, files: Record<string, string>): string[] {
  const scanned = Object.entries(files).map(([path, text]) => scanSource({ path, text }));
  const found = ARCHITECTURE_RULES.find(({ name }) => name === rule)?.check(scanned) ?? [];
  // A cycle is reported at each of its files; one is enough to know.
  return rule === 'no import cycles' ? found.slice(0, 1) : found;
}
