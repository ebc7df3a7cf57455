import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from './build.ts';
import { type ApiDescription, generateClient } from './client/generate-client.ts';
import { exitWith } from './user-error.ts';

/**
 * Makes the npm package `ringlet-admin`: a typed client of the admin API, one module with its types, from the same
 * document that every server answers at `/admin/openapi.json`.
 *
 * @param out the folder of the package; what was in it is gone
 */
export async function buildClient(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'src'), { recursive: true });
  const source = join(ROOT, 'scripts/client');
  const runtime = readFileSync(join(source, 'runtime.ts'), 'utf8');
  const generated = generateClient(await readDocument());
  writeFileSync(join(out, 'src/index.ts'), `${runtime}\n${generated}`);
  writeFileSync(join(out, 'src/tsconfig.json'), JSON.stringify(COMPILER));
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  execFileSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', join(out, 'src')], { stdio: 'inherit' });
  rmSync(join(out, 'src'), { recursive: true });
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(describePackage(), null, 2)}\n`);
  copyFileSync(join(source, 'README.md'), join(out, 'README.md'));
  copyFileSync(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
}

/** The document as servers of this version answer it. It is loaded and not imported: scripts know nothing of the edge. */
async function readDocument(): Promise<ApiDescription> {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport<{ describeApi(origin: string): ApiDescription }>(
    join(ROOT, 'edge/routes/admin/openapi.ts'),
    { root: ROOT, configFile: false, envDir: false, logLevel: 'warn' },
  );
  return module.describeApi('https://calls.example');
}

const COMPILER = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
    types: [],
    strict: true,
    declaration: true,
    outDir: '..',
    rootDir: '.',
  },
  files: ['index.ts'],
};

function describePackage(): Record<string, unknown> {
  const { version, license, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return {
    name: 'ringlet-admin',
    version,
    description: 'A typed client of Ringlet’s admin API.',
    license,
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    sideEffects: false,
    engines,
  };
}

if (import.meta.main) {
  try {
    const out = join(ROOT, 'dist/client');
    await buildClient(out);
    console.log(`The client is in ${out}: npm publish ${out}`);
  } catch (error) {
    exitWith(error);
  }
}
