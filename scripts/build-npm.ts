import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InlineConfig } from 'vite';
import { ROOT } from './build.ts';
import { exitWith } from './user-error.ts';

const ENTRIES = ['ringlet', 'react'] as const;
/** The entries' types, and those that they are made of. */
const TYPES = [...ENTRIES, 'page-api', 'spell-number'];

/**
 * Makes the npm package `ringlet`: ES modules with their types, which need nothing but React, and that only for
 * `ringlet/react`.
 *
 * @param out the folder of the package; what was in it is gone
 */
export async function buildNpm(out: string): Promise<void> {
  const sources = join(ROOT, 'widget/npm');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { build } = await import('vite');
  await build(npmBundle(sources, out));
  emitTypes(out);
  writeFileSync(join(out, 'package.json'), JSON.stringify(describePackage(), null, 2) + '\n');
  copyFileSync(join(sources, 'README.md'), join(out, 'README.md'));
  copyFileSync(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
}

/** Not made small: whoever builds a site with it does that. */
function npmBundle(sources: string, out: string): InlineConfig {
  return {
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      outDir: out,
      emptyOutDir: false,
      minify: false,
      lib: {
        entry: Object.fromEntries(ENTRIES.map((name) => [name, join(sources, `${name}.ts`)])),
        formats: ['es'],
      },
      rolldownOptions: {
        external: ['react'],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          // Hooks run in the browser; frameworks with server components want to be told.
          banner: ({ name }) => (name === 'react' ? "'use client';" : ''),
        },
      },
    },
  };
}

/** The compiler's own, with the endings that a package has. */
function emitTypes(out: string): void {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  execFileSync(process.execPath, [join(typescript, 'bin/tsc'), '-b', join(ROOT, 'widget')], {
    stdio: 'inherit',
  });
  for (const name of TYPES) {
    const text = readFileSync(join(ROOT, 'dist/types/widget/widget/npm', `${name}.d.ts`), 'utf8');
    writeFileSync(join(out, `${name}.d.ts`), text.replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
  }
}

function describePackage(): Record<string, unknown> {
  const { version, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  return {
    name: 'ringlet',
    version,
    description: 'Puts Ringlet, call tracking and callback, on a site that is built from packages.',
    license,
    type: 'module',
    exports: {
      '.': { types: './ringlet.d.ts', default: './ringlet.js' },
      './react': { types: './react.d.ts', default: './react.js' },
    },
    sideEffects: false,
    peerDependencies: { react: '>=18' },
    peerDependenciesMeta: { react: { optional: true } },
  };
}

if (import.meta.main) {
  try {
    const out = join(ROOT, 'dist/npm');
    await buildNpm(out);
    console.log(`The package is in ${out}: npm publish ${out}`);
  } catch (error) {
    exitWith(error);
  }
}
