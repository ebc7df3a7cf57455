import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../scripts/seed/admin-api.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { askAdmin } from '../support/admin-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const CLI = join(import.meta.dirname, '../../scripts/cli/ringlet.mjs');
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const folder = mkdtempSync(join(tmpdir(), 'ringlet-cli-'));
const webhookPort = await findFreePort('127.0.0.1');
let server: TestServer;
let operatorToken: string;

beforeAll(async () => {
  server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: `127.0.0.1:${webhookPort}` } });
  const stored = JSON.parse(readFileSync(join(server.dataDir, 'secrets.json'), 'utf8'));
  operatorToken = stored.RINGLET_OPERATOR_TOKEN;
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      RINGLET_ORIGIN: server.origin,
      RINGLET_TOKEN: server.demo.adminToken,
      RINGLET_OPERATOR_TOKEN: operatorToken,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(args: string[], env: Record<string, string> = {}) {
  const child = start(args, env);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (piece: Buffer) => (out += piece));
  child.stderr?.on('data', (piece: Buffer) => (err += piece));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

async function runJson<T = Record<string, unknown>>(args: string[], env: Record<string, string> = {}) {
  const { code, out, err } = await run([...args, '--json'], env);
  try {
    return { code, value: JSON.parse(out) as T };
  } catch {
    throw new Error(`${args.join(' ')} said ${out} ${err}`);
  }
}

describe('the command line', () => {
  it('says how it is used, and ends with 2 when it is not', async () => {
    const help = await run(['backup', '--help']);
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--with-secrets') });
    for (const args of [['nonsense'], ['backup'], ['backup', '--nonsense'], ['restore'], []]) {
      expect((await run(args)).code, args.join(' ')).toBe(2);
    }
    const noToken = await run(['export', '--to', join(folder, 'x')], { RINGLET_TOKEN: '' });
    expect(noToken).toMatchObject({ code: 2, err: expect.stringContaining('RINGLET_TOKEN') });
  });

  it('ends with 1 and a sentence when the server refuses or is not there', async () => {
    const refused = await runJson(['account', 'feature', '0000000000', 'callback-widget', 'off']);
    expect(refused).toMatchObject({ code: 1, value: { ok: false, error: expect.stringContaining('404') } });
    const gone = await run(['campaigns', 'test', '--url', 'https://a.example/'], {
      RINGLET_ORIGIN: 'http://127.0.0.1:1',
    });
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining('cannot be reached') });
    expect(gone.err).not.toContain('    at ');
  });

  it('tells which campaign a visit gets, and why', async () => {
    const site = (await askAdmin<{ items: { id: string; name: string }[] }>(server, 'GET', 'sites')).items[0];
    const args = [
      'campaigns',
      'test',
      '--site',
      site?.id ?? '',
      '--url',
      `${server.origin}/?utm_source=yandex`,
    ];
    const { code, value } = await runJson<{ campaign: { name: string } }>(args);
    expect([code, value.campaign.name]).toEqual([0, 'Yandex Direct']);
    const { out } = await run(args);
    expect(out).toContain('yes utm_source contains "yandex", and it is "yandex"');
  });

  it('switches a feature of an account', async () => {
    const set = (state: string) => run(['account', 'feature', server.demo.account, 'callback-widget', state]);
    expect((await set('off')).code).toBe(0);
    const url = `${server.origin}/admin/v1/accounts/${server.demo.account}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${server.demo.adminToken}` } });
    expect(await answer.json()).toMatchObject({ features: { callbackWidget: false } });
    expect((await set('on')).code).toBe(0);
  });

  it('brings numbers in and writes credits, where the server knows how', async (context) => {
    const { paths } = (await (await fetch(`${server.origin}/admin/openapi.json`)).json()) as {
      paths: Record<string, { post?: unknown }>;
    };
    const knows = (path: string) => paths[`/admin/v1/accounts/{account}${path}`]?.post !== undefined;
    if (!knows('/numbers/import') || !knows('/ledger')) return context.skip();
    const csv = join(folder, 'numbers.csv');
    writeFileSync(csv, 'e164,cost\n+74995550001,100\n+74995550002,much\n');
    const imported = await runJson<{ job: object; rows: object[] }>(['numbers', 'import', csv]);
    expect(imported).toMatchObject({
      code: 1,
      value: { job: { created: 1, refused: 1 }, rows: [{ outcome: 'created' }, { outcome: 'refused' }] },
    });
    const args = ['ledger', 'credit', server.demo.account, '150000', '--reason', 'Paid', '--key', 'cli-1'];
    const [first, second] = [await runJson(args), await runJson(args)];
    expect(first).toMatchObject({ code: 0, value: { entry: { amount: 150_000 } } });
    expect(second).toEqual(first);
  });

  it('receives a webhook, checks its signature and ends after as many as it was told', async () => {
    const hook = await askAdmin<{ id: string; secret: string }>(server, 'POST', 'webhooks', {
      name: 'Here',
      url: `http://127.0.0.1:${webhookPort}/hook`,
      events: ['call.ended'],
    });
    const listening = async (secret: string) => {
      const args = ['webhooks', 'listen', '--port', String(webhookPort), '--count', '1', '--json'];
      const child = start(args, { RINGLET_WEBHOOK_SECRET: secret });
      let out = '';
      child.stdout?.on('data', (piece: Buffer) => (out += piece));
      await once(child.stderr as NodeJS.ReadableStream, 'data');
      await askAdmin(server, 'POST', `webhooks/${hook.id}/test`);
      await once(child, 'close');
      return JSON.parse(out) as Record<string, unknown>;
    };
    expect(await listening(hook.secret)).toMatchObject({
      method: 'POST',
      path: '/hook',
      verdict: 'genuine',
      body: { type: 'webhook.test' },
    });
    expect(await listening(`whsec_${Buffer.alloc(32).toString('base64')}`)).toMatchObject({
      verdict: 'wrong_signature',
    });
  });

  it('looks at the running server and finds nothing that is broken', async () => {
    const { code, value } = await runJson<{ checks: { name: string; state: string; text: string }[] }>([
      'doctor',
      '--data',
      server.dataDir,
    ]);
    const failed = value.checks.filter(({ state }) => state === 'failed');
    expect([code, failed]).toEqual([0, []]);
    expect(value.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'node',
        'workerd',
        'disk',
        'secrets',
        'server',
        'objects',
        'outbox',
        'rotation',
      ]),
    );
  });

  it('takes an account along and brings it into an empty one, relations and all', async () => {
    await fetch(`${server.origin}/admin/v1/accounts/${server.demo.account}/uploads?name=Pixel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.demo.adminToken}` },
      body: PIXEL,
    });
    await askAdmin(server, 'POST', 'integrations', { name: 'PBX', provider: 'webhook' });
    const file = join(folder, 'account.ndjson');
    const exported = await runJson<{ counts: Record<string, number> }>(['export', '--to', file]);
    expect(exported).toMatchObject({ code: 0, value: { counts: { sites: 2, offices: 3, campaigns: 4 } } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toMatch(/whsec_|envelope|rl_[0-9a-z]{10}/);

    const other = await createAccount(
      server.origin,
      operatorToken,
      { name: 'Other', timeZone: 'UTC', country: 'RU' },
      'cli-test-other',
    );
    const env = { RINGLET_TOKEN: other.token };
    const imported = await runJson<{ refused: unknown[]; created: Record<string, number> }>(
      ['import', file],
      env,
    );
    expect(imported.value.refused).toEqual([]);
    expect(imported).toMatchObject({
      code: 0,
      value: { created: { campaigns: 4, widgets: 2, numbers: exported.value.counts.numbers } },
    });

    // Taken along once more it is the same, but for ids and keys.
    const again = join(folder, 'again.ndjson');
    await run(['export', '--to', again], env);
    expect(plain(again)).toEqual(plain(file));
    const used = await run(['import', file], env);
    expect(used).toMatchObject({ code: 1, err: expect.stringContaining('empty') });
    const resumed = await runJson<{ created: Record<string, number> }>(['import', file, '--resume'], env);
    expect(resumed.value.created).toEqual(imported.value.created);
    await run(['export', '--to', again], env);
    expect(plain(again)).toEqual(plain(file));
  });

  it('refuses a file that was cut off', async () => {
    const whole = readFileSync(join(folder, 'account.ndjson'), 'utf8').trim().split('\n');
    const cut = join(folder, 'cut.ndjson');
    writeFileSync(cut, whole.slice(0, -1).join('\n'));
    expect(await run(['import', cut])).toMatchObject({ code: 1, err: expect.stringContaining('cut off') });
  });
});

/** The file without what is another account's by its nature: ids and keys are numbered as they first come. */
function plain(file: string): unknown[] {
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    if (!names.has(id)) names.set(id, `#${names.size}`);
    return names.get(id) ?? '';
  };
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>)
    .map(({ account: _, exportedAt: __, ...entity }) => entity)
    .map((entity) => JSON.stringify(entity))
    .map((text) =>
      text
        .replace(/"(?:createdAt|madeBy|lastUsedAt|testedAt|lastAttemptAt)":(?:"[^"]*"|\{[^}]*\}|null),?/g, '')
        .replace(/"(?:sent|failed|lastStatus|issues|calls)":(?:\d+|null),?/g, '')
        .replace(/\b[a-z]{2,4}_[0-9a-z]{16}\b|\b[swiu][0-9a-z]{26}\b/g, nameOf),
    );
}
