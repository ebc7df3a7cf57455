import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientCodeOf } from '../../demo-site/docs/client-code.ts';
import { listOperations, type OpenApiDocument } from '../../demo-site/docs/openapi.ts';
import { describeApi } from '../../edge/routes/admin/openapi.ts';
import { ROOT } from '../../scripts/build.ts';
import { buildClient } from '../../scripts/build-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** The client as `npm run client` makes it, and the page that explains it. */

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'ringlet-client-'));
const out = join(folder, 'node_modules/ringlet-admin');
const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '');

interface Loaded {
  // biome-ignore lint/suspicious/noExplicitAny: the package is made by this test, and its types are tried by the compiler below
  createClient(options: object): any;
}

let server: TestServer;
let client: Loaded;
beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  await buildClient(out);
  client = (await import(join(out, 'index.js'))) as Loaded;
  server = await startTestServer();
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const surroundings = () => ({
  ...process.env,
  ORIGIN: server.origin,
  ACCOUNT: server.demo.account,
  RINGLET_TOKEN: server.demo.adminToken,
});

describe('docs/api.md', () => {
  it('has lines for the shell that work', async () => {
    const text = blocks('sh').join('\n');
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', text], { env: surroundings() });
    expect(stdout).toContain('"nextCursor"');
    expect(stdout).toContain('"name":"Showroom"');
    expect(stdout).toContain('startedAt');
  });

  it('has a program that does what it says', async () => {
    const file = join(folder, 'example.ts');
    writeFileSync(file, blocks('ts').join('\n'));
    const { stdout } = await run(process.execPath, [file], { env: surroundings(), cwd: folder });
    expect(stdout).toMatch(/^s[0-9a-z]{26}$/m);
    expect(stdout).toContain('true precondition_failed\ntrue\ninvalid\ne164 ');
  });
});

describe('the types of the client', () => {
  const compile = (name: string, text: string): string => {
    writeFileSync(join(folder, `${name}.ts`), text);
    const compilerOptions = {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      lib: ['es2023', 'dom'],
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
    try {
      execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      });
      return '';
    } catch (error) {
      return String((error as { stdout: string }).stdout);
    }
  };

  it('take the program of the page', () => {
    expect(compile('page', blocks('ts').join('\n'))).toBe('');
  });

  it('take every line that the reference page shows', () => {
    const document = JSON.parse(JSON.stringify(describeApi('https://calls.example'))) as OpenApiDocument;
    const lines = listOperations(document).flatMap((operation) => clientCodeOf(document, operation) ?? []);
    const text = `
      import type { Client } from 'ringlet-admin';
      declare const ringlet: Client;
      declare const etag: string;
      declare const file: Blob;
      ${lines.map((line) => `{ ${line} }`).join('\n')}`;
    expect(lines.length).toBeGreaterThan(90);
    expect(compile('lines', text)).toBe('');
  });

  it('know operations, fields, answers and faults, and nothing else', () => {
    const text = `
      import { createClient, type Site, type PhoneNumber } from 'ringlet-admin';
      const ringlet = createClient({ origin: 'https://calls.example', token: 'rl_' });
      // @ts-expect-error there is no such operation
      await ringlet.listCastles();
      // @ts-expect-error a site has a name
      await ringlet.createSite({ body: { hosts: [] } });
      // @ts-expect-error a change needs a version
      await ringlet.updateSite({ id: 'site_1', body: {} });
      // @ts-expect-error lists are not ordered by that
      await ringlet.listSites({ sort: 'colour' });
      const answer = await ringlet.getSite({ id: 'site_1' });
      // @ts-expect-error it may have been refused
      answer.value;
      if (answer.ok) { const site: Site = answer.value; const hosts: string[] = site.hosts; }
      else { const status: number = answer.problem.status; }
      for await (const number of ringlet.allNumbers()) { const one: PhoneNumber = number; }
    `;
    expect(compile('wrong', text)).toBe('');
  });
});

describe('the client', () => {
  /** A server that answers in turn what it is told, and keeps the keys that it is asked by. */
  async function aStubborn(
    answers: ((number: number) => { status: number; headers?: Record<string, string>; body?: object })[],
  ) {
    const keys: (string | undefined)[] = [];
    const http = createServer((request, response) => {
      const answer = answers[Math.min(keys.length, answers.length - 1)];
      keys.push(request.headers['idempotency-key'] as string | undefined);
      const { status, headers = {}, body = {} } = answer?.(keys.length) ?? { status: 500 };
      if (status === 0) return void request.socket.destroy();
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const close = () => new Promise((resolve) => http.close(resolve));
    return { ringlet: client.createClient({ origin, token: 'rl_', account: 'a' }), keys, close };
  }

  it('waits when it is told to, and repeats under the same key what a failure may have done already', async () => {
    const { ringlet, keys, close } = await aStubborn([
      () => ({ status: 429, headers: { 'retry-after': '0' } }),
      () => ({ status: 0 }),
      () => ({ status: 201, body: { id: 'site_1' } }),
    ]);
    expect(await ringlet.createSite({ body: {} })).toMatchObject({
      ok: true,
      status: 201,
      value: { id: 'site_1' },
    });
    expect([keys.length, new Set(keys).size, keys[0]?.length]).toEqual([3, 1, 36]);
    await close();
  });

  it('does not repeat a change, which has no key, and tells that nobody answered', async () => {
    const { ringlet, keys, close } = await aStubborn([() => ({ status: 0 })]);
    const answer = await ringlet.updateSite({ id: 'site_1', ifMatch: '"1"', body: {} });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'unreachable', status: 0 } });
    expect(keys).toHaveLength(1);
    await close();
  });

  it('does not wait longer than it may, and bears answers that are no problems', async () => {
    const { ringlet, keys, close } = await aStubborn([
      () => ({ status: 429, headers: { 'retry-after': '3600' } }),
      () => ({ status: 404, headers: { 'content-type': 'text/html' } }),
    ]);
    expect(await ringlet.listSites()).toMatchObject({ ok: false, problem: { retryAfterS: 3600 } });
    expect(await ringlet.listSites()).toMatchObject({
      ok: false,
      problem: { code: 'not_a_problem', status: 404 },
    });
    expect(keys).toHaveLength(2);
    await close();
  });

  it('goes through a list of several pages, and throws the problem of one that is refused', async () => {
    const { account, adminToken: token } = server.demo;
    const ringlet = client.createClient({ origin: server.origin, token, account });
    const seen: string[] = [];
    for await (const number of ringlet.allNumbers({ limit: 2 })) seen.push(number.id);
    const { value } = await ringlet.listNumbers({ limit: 100 });
    expect(seen).toEqual(value.items.map(({ id }: { id: string }) => id));
    expect(seen.length).toBeGreaterThan(4);
    const stranger = client.createClient({ origin: server.origin, token: 'rl_x', account });
    await expect(stranger.allNumbers().next()).rejects.toMatchObject({
      problem: { code: 'unauthorized', status: 401 },
    });
  });
});
