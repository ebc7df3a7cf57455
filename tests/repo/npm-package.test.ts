import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildNpm } from '../../scripts/build-npm.ts';

/** Every test starts a process of its own. */
const SLOW_MS = 60_000;
vi.setConfig({ testTimeout: SLOW_MS });
/** Somebody's project that has the package, React and its types, and nothing else. */
const project = mkdtempSync(join(tmpdir(), 'ringlet-consumer-'));
const modules = join(project, 'node_modules');

beforeAll(async () => {
  await buildNpm(join(modules, 'ringlet'));
  mkdirSync(join(modules, '@types'));
  for (const name of ['react', 'react-dom', '@types/react']) {
    symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
}, SLOW_MS);
afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(code: string): string {
  const args = ['--input-type=module', '--eval', code];
  return execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' }).trim();
}

/** What the compiler has to say of a file of the project. */
function compile(source: string): string {
  writeFileSync(join(project, 'consumer.ts'), source);
  const options = { strict: true, module: 'nodenext', target: 'es2022', noEmit: true, skipLibCheck: true };
  const config = {
    compilerOptions: { ...options, lib: ['es2022', 'dom'], types: [] },
    files: ['consumer.ts'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the npm package', () => {
  it('says what it is, and needs React only for its own entry', () => {
    const described = JSON.parse(readFileSync(join(modules, 'ringlet/package.json'), 'utf8'));
    expect(described).toMatchObject({
      name: 'ringlet',
      version: JSON.parse(readFileSync('package.json', 'utf8')).version,
      sideEffects: false,
      peerDependencies: { react: '>=18' },
      peerDependenciesMeta: { react: { optional: true } },
    });
    expect(described).not.toHaveProperty('dependencies');
    expect(readFileSync(join(modules, 'ringlet/ringlet.js'), 'utf8')).not.toContain('from "react"');
    expect(readFileSync(join(modules, 'ringlet/react.js'), 'utf8')).toMatch(/^(['"])use client\1;/);
  });

  it('does nothing on a server, and a call there that nobody waits for harms nobody', () => {
    const code = `
      import { load, ringlet } from 'ringlet';
      const say = load({ origin: 'https://calls.example', site: 's1' });
      say('on', 'swap', () => {});
      console.log(say === ringlet, await ringlet('numbers').catch((fault) => fault.code));`;
    expect(run(code)).toBe('true no_page');
  });

  it('renders the office’s own number on a server', () => {
    const code = `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { RingletNumber } from 'ringlet/react';
      const props = { office: 'off_1', own: '8 (495) 000-10-10', className: 'phone' };
      console.log(renderToString(createElement(RingletNumber, props)));`;
    expect(run(code)).toBe(
      '<a class="phone" href="tel:84950001010" data-ringlet="off">8 (495) 000-10-10</a>',
    );
  });

  it('is typed for a project that is strict, and shows it what is wrong', () => {
    const source = `
      import { createElement } from 'react';
      import { load, type Ringlet, type ShownNumber } from 'ringlet';
      import { RingletNumber, useNumber, useRinglet } from 'ringlet/react';
      const ringlet: Ringlet = load({ origin: 'https://calls.example', site: 's1', consent: 'memory' });
      const numbers: ShownNumber[] = await ringlet('numbers');
      ringlet('on', 'swap', ({ office, places }) => office.repeat(places));
      export const { text } = useNumber('off_1', numbers[0]?.number ?? '');
      export const id: string = (await useRinglet({ origin: '', site: '' })('callback', { phone: text })).id;
      export const link = createElement(RingletNumber, { office: 'off_1', own: text, className: 'a' });
      // @ts-expect-error a site is needed
      load({ origin: 'https://calls.example' });
      // @ts-expect-error there is no such command
      ringlet('dial');
      // @ts-expect-error a link has an office
      createElement(RingletNumber, { own: text });`;
    expect(compile(source)).toBe('');
  });
});
