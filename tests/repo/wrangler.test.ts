import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll, ROOT } from '../../scripts/build.ts';
import { OBJECTS, TEXT_BINDINGS } from '../../scripts/selfhost/config.ts';

const run = promisify(execFile);
const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'ringlet-wrangler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What must never stand in a file that is committed. */
const SECRETS = ['RINGLET_SECRETS', 'RINGLET_OPERATOR_TOKEN', 'RINGLET_SMTP_URL', 'RINGLET_METRICS_TOKEN'];

const bound = [...toml.matchAll(/name = "(\w+)"\nclass_name = "(\w+)"/g)].map(([, name, className]) => ({
  name,
  className,
}));
const migrated = [...toml.matchAll(/new_sqlite_classes = \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
  [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name),
);
const exported = [
  ...readFileSync(join(ROOT, 'edge/worker.ts'), 'utf8').matchAll(/export \{ (\w+Object) \}/g),
].map(([, name]) => name);

describe('wrangler.toml', () => {
  it('binds every class of objects under the name that the self-hosted server has for it', () => {
    expect(exported.length).toBeGreaterThan(5);
    expect(bound.map(({ className }) => className).sort()).toEqual([...exported].sort());
    const selfHosted = OBJECTS.map(({ binding, className }) => ({ name: binding, className }));
    expect(bound).toEqual(expect.arrayContaining(selfHosted));
    expect(selfHosted).toHaveLength(bound.length);
  });

  it('brings every class in by one migration, with SQLite', () => {
    expect(migrated.sort()).toEqual([...exported].sort());
    expect(new Set(migrated).size).toBe(migrated.length);
    expect(toml).not.toContain('new_classes');
  });

  it('has no secret in it, and the example file names those that are needed', () => {
    for (const name of SECRETS) {
      expect(toml).not.toContain(name);
      expect(TEXT_BINDINGS).toContain(name);
    }
    const example = readFileSync(join(ROOT, '.dev.vars.example'), 'utf8');
    for (const name of ['RINGLET_SECRETS', 'RINGLET_OPERATOR_TOKEN', 'PUBLIC_ORIGIN']) {
      expect(example).toMatch(new RegExp(`^${name}="`, 'm'));
    }
  });
});

describe('a deployment to Cloudflare, short of sending it', () => {
  let said = '';
  beforeAll(async () => {
    await buildAll({ quiet: true });
    const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
    const { stdout, stderr } = await run(
      process.execPath,
      [wrangler, 'deploy', '--dry-run', '--outdir', folder],
      {
        cwd: ROOT,
        env: { PATH: process.env.PATH ?? '', HOME: folder, CI: '1', WRANGLER_SEND_METRICS: 'false' },
        timeout: 60_000,
      },
    );
    said = stdout + stderr;
  }, 120_000);

  it('takes the bundle as it is, with every binding', () => {
    for (const { name, className } of bound) expect(said).toContain(`env.${name} (${className})`);
    expect(said).toContain('env.ASSETS');
    expect(existsSync(join(folder, 'worker.js'))).toBe(true);
  });

  it('stays far below the 10 MB, compressed, of a paid plan', () => {
    const [, kib = '0'] = /gzip: ([\d.]+) KiB/.exec(said) ?? [];
    expect(Number(kib)).toBeGreaterThan(100);
    expect(Number(kib)).toBeLessThan(3_000);
  });
});
