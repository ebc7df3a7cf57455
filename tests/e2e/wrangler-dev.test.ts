import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll, ROOT } from '../../scripts/build.ts';
import { type DemoFacts, seedDemo } from '../../scripts/seed.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { type Bait, setBait, tryForbidden } from '../support/try-forbidden.ts';

/** `npm run fuzz` tries all addresses here, `npm test` every tenth; the self-hosted server is always tried with all. */
const EVERY = process.env.RINGLET_FUZZ ? 1 : 10;
const OPERATOR = 'Jw4sT9vKq2LmX7bRzY5nHc8dFg3PaUeo';

describe('the same bundle under wrangler dev', () => {
  let wrangler: ChildProcess;
  let origin: string;
  let demo: DemoFacts;
  let bait: Bait;
  const folder = mkdtempSync(join(tmpdir(), 'ringlet-wrangler-'));

  beforeAll(async () => {
    await buildAll({ quiet: true });
    const port = await findFreePort('127.0.0.1');
    origin = `http://127.0.0.1:${port}`;
    wrangler = startWrangler(port, folder);
    bait = await setBait();
    await waitForAnswer(origin);
    demo = await seedDemo({
      address: origin,
      origin,
      operatorToken: OPERATOR,
      progress: { entities: {} },
      save: () => undefined,
    });
  });
  afterAll(async () => {
    await bait?.close();
    if (wrangler?.pid) process.kill(-wrangler.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(origin + path, {
      method: 'POST',
      headers: { origin, 'user-agent': 'Mozilla/5.0 Chrome/156.0', 'content-type': 'text/plain', ...headers },
      body: JSON.stringify(body),
    });

  it('swaps, takes an order and serves the pages', async () => {
    const page = { url: `${origin}/shop/?utm_source=yandex`, referrer: '', title: '' };
    const swapped = await post('/v1/swap', { site: demo.siteKey, consent: 'full', cause: 'view', page });
    expect(swapped.headers.get('x-ringlet-reason')).toBe('leased');
    const order = {
      site: demo.siteKey,
      widget: demo.widget,
      phone: '+79161234567',
      openedMs: 5_000,
      consent: { text: '1', given: true },
      page,
    };
    const ordered = await post('/v1/callbacks', order, { 'idempotency-key': 'order-under-wrangler' });
    expect([ordered.status, await ordered.json()]).toMatchObject([202, { status: 'due' }]);
    const script = await fetch(`${origin}/r/${demo.siteKey}.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${origin}/phones/`)).status).toBe(200);
    expect((await fetch(`${origin}/admin/openapi.json`)).status).toBe(200);
  });

  it('asks nobody inside, where the network would let it (S-1)', { timeout: 300_000 }, async () => {
    const { account, adminToken: token } = demo;
    const { tried, accepted, attempts } = await tryForbidden({ origin, account, token }, bait.port, EVERY);
    expect(tried).toBeGreaterThan(2_000 / EVERY);
    expect(accepted).toEqual([]);
    expect(new Set(attempts)).toEqual(new Set(['This server does not send anything to that address.']));
    expect(bait.taken).toEqual([]);
    // The bait is there for whoever is let through.
    expect((await fetch(`http://127.0.0.1:${bait.port}/`)).status).toBe(200);
  });
});

function startWrangler(port: number, folder: string): ChildProcess {
  const vars = {
    RINGLET_SECRETS: 'h8Lw3ZpX9mTb4RsYc2VnJ6fKd5GaQeUo',
    RINGLET_OPERATOR_TOKEN: OPERATOR,
    PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
  };
  const args = [
    'dev',
    '--port',
    String(port),
    '--persist-to',
    folder,
    '--show-interactive-dev-session=false',
  ];
  for (const [name, value] of Object.entries(vars)) args.push('--var', `${name}:${value}`);
  return spawn(process.execPath, [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...args], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' },
    detached: true,
  });
}

async function waitForAnswer(origin: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('wrangler dev did not start');
}
