import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../scripts/selfhost/server.ts';
import { writeStubBuild } from '../support/stub-build.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-launcher-'));
const distDir = writeStubBuild(join(folder, 'dist'));
const started: RunningServer[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const port = await findFreePort('127.0.0.1');
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const server = await startServer({ dataDir, distDir, port, quiet: true, env: {}, ...options });
  started.push(server);
  return server;
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a running server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await start();
    started.splice(0); // kept for the whole block
  });
  afterAll(() => server.stop());

  it.each([
    ['/phones/', 200, 'text/html; charset=utf-8'],
    ['/phones', 307, '/phones/'],
    ['/phones/index.html?a=1', 307, '/phones/?a=1'],
    ['/plain', 200, 'text/html; charset=utf-8'],
    ['/plain.html', 307, '/plain'],
    ['/assets/app-abc.js', 200, 'text/javascript; charset=utf-8'],
    ['/assets/', 404, 'text/html; charset=utf-8'],
    ['/.hidden', 404, 'text/html; charset=utf-8'],
    ['/_headers', 404, 'text/html; charset=utf-8'],
    ['/..%2f..%2fsecrets.json', 404, 'text/html; charset=utf-8'],
    ['/%ff', 404, 'text/html; charset=utf-8'],
    ['/away', 302, 'https://example.com/'],
  ])('answers %s with %i', async (path, status, place) => {
    const answer = await fetch(server.origin + path, { redirect: 'manual' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('location') ?? answer.headers.get('content-type')).toBe(place);
  });

  it('answers 304 to somebody who has the file, and lets hashed files be kept for ever', async () => {
    const first = await fetch(`${server.origin}/assets/app-abc.js`);
    const again = await fetch(first.url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([again.status, first.headers.get('cache-control')]).toEqual([
      304,
      'public, max-age=31536000, immutable',
    ]);
  });

  it('believes no header about who the client is or how it came', async () => {
    const headers = {
      'cf-connecting-ip': '1.2.3.4',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
    };
    const seen = await (await fetch(`${server.origin}/seen`, { headers })).json();
    expect(seen).toEqual({
      ip: '127.0.0.1',
      url: `${server.origin}/seen`,
      origin: server.origin,
      secrets: 43,
      cached: null,
    });
  });

  it('passes sockets on', async () => {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/live`);
    socket.onopen = () => socket.send('hello');
    const [event] = (await once(socket, 'message')) as [MessageEvent];
    expect(event.data).toBe('heard hello');
    socket.close();
  });
});

it('takes the address that its own proxy saw', async () => {
  const server = await start({ env: { RINGLET_TRUSTED_PROXIES: '1' } });
  const headers = { 'x-forwarded-for': '9.9.9.9, 203.0.113.7', 'x-forwarded-proto': 'https' };
  const seen = await (await fetch(`${server.origin}/seen`, { headers })).json();
  expect(seen).toMatchObject({ ip: '203.0.113.7', url: expect.stringMatching(/^https:/) });
});

it('starts workerd again after it died, on the same data', async () => {
  const server = await start();
  await fetch(`${server.origin}/count`);
  const first = server.pid ?? 0;
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(server.pid ?? first).not.toBe(first), { timeout: 10_000 });
  expect(await (await fetch(`${server.origin}/count`)).text()).toBe('2');
});

it('stays down after kill9 until it is told to restart', async () => {
  const server = await start();
  await fetch(`${server.origin}/count`);
  await server.kill9();
  expect(server.pid).toBeNull();
  await server.restart();
  expect(await (await fetch(`${server.origin}/count`)).text()).toBe('2');
});

it('leaves no process behind, also with a socket open', async () => {
  const server = await start();
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/live`);
  await once(socket, 'open');
  const pid = server.pid ?? 0;
  await server.stop();
  expect(isAlive(pid)).toBe(false);
});

it('refuses a data folder in use, naming the process', async () => {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  await start({ dataDir });
  await expect(start({ dataDir })).rejects.toThrow(
    `in use by another Ringlet server (process ${process.pid})`,
  );
});

it('says that the port is taken, and frees the data folder again', async () => {
  const other = await start();
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const port = Number(new URL(other.origin).port);
  await expect(start({ dataDir, port })).rejects.toThrow(`Port ${port} is in use`);
  await start({ dataDir });
});

it('does not outlive a launcher that was killed, and lets the next one in', async () => {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const port = await findFreePort('127.0.0.1');
  const launcher = await launchElsewhere(dataDir, port);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`); // makes workerd deaf to SIGTERM
  await once(socket, 'open');
  const workerd = Number(readFileSync(join(dataDir, 'run/workerd.pid'), 'utf8'));
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  const next = await start({ dataDir, port });
  expect([isAlive(workerd), next.pid === workerd]).toEqual([false, false]);
});

async function launchElsewhere(dataDir: string, port: number): Promise<ChildProcess> {
  const server = join(import.meta.dirname, '../../scripts/selfhost/server.ts');
  const options = JSON.stringify({ dataDir, distDir, port, quiet: true, env: {} });
  const code = `import { startServer } from ${JSON.stringify(server)}; await startServer(${options}); console.log('up');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** A process that has ended but was not collected by its parent yet counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
