import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BackupManifest } from '../../scripts/backup/backup-manifest.ts';
import { hashRows } from '../../scripts/backup/copy-database.ts';
import { makeBackup } from '../../scripts/backup/make-backup.ts';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { buildAll } from '../../scripts/build.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { readRestored } from '../../scripts/selfhost/restored.ts';
import { type RunningServer, startServer } from '../../scripts/selfhost/server.ts';
import type { SwapAnswer } from '../../shared/contract/swap.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { CallTeller } from '../support/call-teller.ts';
import { liftOrderCaps, setUpLeases } from '../support/leased-numbers.ts';
import { Load } from '../support/load.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Long enough that nobody's promise of before the backup could be mistaken for one of after it. */
const PAUSE_S = { sessionS: 2, afterSessionS: 1, restS: 1 };
const PAUSE_MS = (PAUSE_S.sessionS + PAUSE_S.afterSessionS + PAUSE_S.restS) * 1000;
const CALLS = 30;
const ALONE = '+79161239999';
/** A slow disk: without it nothing has the time to happen between two files. */
const SLOW_MS = 20;

const folder = mkdtempSync(join(tmpdir(), 'ringlet-backup-'));
const backup = join(folder, 'backup');
const elsewhere = join(folder, 'elsewhere');
let receiver: WebhookReceiver;
let server: TestServer;
let manifest: BackupManifest;
let calls: CallTeller;
let restored: RunningServer | null = null;

beforeAll(async () => {
  receiver = new WebhookReceiver();
  await receiver.start();
  server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: receiver.host } });
  await liftOrderCaps(server);
  await setUpLeases(server, { moreNumbers: 0, ...PAUSE_S });
  // Numbers of this one are free in the backup; whether somebody had them since, the backup cannot know.
  const quiet = server.demo.campaigns.find(({ name }) => name === 'Google Ads')?.id;
  await askAdmin(server, 'PATCH', `campaigns/${quiet}`, PAUSE_S);
  calls = await CallTeller.make(server);
  await tellOnceAndNoMore('/alone');
  for (const path of ['/good', '/later']) await aWebhook(path);
  // What is sent there waits, and an alarm with it, until the data are somewhere else.
  receiver.answers.set('/later', (response) => response.writeHead(503).end());
  const load = new Load(server.demo);
  load.start(8);
  const telling = calls.tellMany(CALLS);
  const isUnderLoad = () =>
    load.history.orders.length >= 20 && calls.toldBefore(Date.now()).length >= CALLS / 3;
  while (!isUnderLoad()) await delay(20);
  manifest = await makeBackup({
    dataDir: server.dataDir,
    target: backup,
    withSecrets: true,
    withRows: true,
    env: {},
    onProgress: async () => void (await delay(SLOW_MS)),
  });
  await telling;
  await load.stop();
}, 120_000);

afterAll(async () => {
  await restored?.stop();
  await server?.close();
  await receiver?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function aWebhook(path: string): Promise<string> {
  const made = await askAdmin<{ id: string; secret: string }>(server, 'POST', 'webhooks', {
    name: path,
    url: `http://${receiver.host}${path}`,
    events: ['call.ended'],
  });
  receiver.secrets.set(path, made.secret);
  return made.id;
}

/** One message waits for its alarm in an object that nobody has anything else to tell. */
async function tellOnceAndNoMore(path: string): Promise<void> {
  const id = await aWebhook(path);
  receiver.answers.set(path, (response) => response.writeHead(503).end());
  await calls.tell(ALONE);
  await vi.waitFor(() => expect(receiver.at(path)).not.toEqual([]), { timeout: 20_000 });
  await askAdmin(server, 'PATCH', `webhooks/${id}`, { events: ['call.started'] });
}

describe('a backup of a server under load', () => {
  it('has every object row by row as it was when its file was copied', () => {
    expect(manifest.files.length).toBeGreaterThan(10);
    for (const { path, rows } of manifest.files) {
      const copy = new DatabaseSync(join(backup, 'do', path), { readOnly: true });
      expect(hashRows(copy), path).toBe(rows);
      copy.close();
    }
  });

  it('loses no fact between two objects: who received it has it, or who owes it still does', () => {
    expect(manifest.isWhole).toBe(true);
    const account = open(/^ringlet-account\/[0-9a-f]/);
    const listed = new Set(
      account
        .flatMap((db) => db.prepare("SELECT id FROM entities WHERE kind = 'callbacks'").all())
        .map((row) => row.id),
    );
    const callbacks = open(/^ringlet-callback\/[0-9a-f]/);
    const known = callbacks.flatMap((db) =>
      db
        .prepare(
          'SELECT id, EXISTS (SELECT 1 FROM outbox WHERE subject = callbacks.id) AS owed FROM callbacks',
        )
        .all(),
    );
    expect(known.length).toBeGreaterThan(5);
    expect(known.filter(({ id, owed }) => owed === 0 && !listed.has(id as string))).toEqual([]);
    for (const db of [...account, ...callbacks]) db.close();
  });

  it('names the secrets that it needs', () => {
    const stored = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as BackupManifest;
    expect(stored).toMatchObject({ hasSecrets: true, version: '0.1.0', keyIds: [expect.any(String)] });
    expect(stored.keyIds[0]).toMatch(/^[0-9a-f]{8}$/);
  });

  function open(pattern: RegExp): DatabaseSync[] {
    return manifest.files
      .filter(({ path }) => pattern.test(path))
      .map(({ path }) => new DatabaseSync(join(backup, 'do', path), { readOnly: true }));
  }
});

describe('the data, restored elsewhere', () => {
  beforeAll(async () => {
    await server.server.stop();
    receiver.answers.clear();
    receiver.received.splice(0, receiver.received.length, ...receiver.at('/good'));
    await restoreBackup({ from: backup, dataDir: elsewhere, env: {} });
    // The worst case: the platform's own list of alarms is lost, and only waking the objects brings them back.
    rmSync(join(elsewhere, 'do/ringlet-delivery/metadata.sqlite'));
    restored = await startServer({
      dataDir: elsewhere,
      distDir: (await buildAll({ quiet: true })).dist,
      port: await findFreePort('127.0.0.1'),
      quiet: true,
      seed: true,
      env: { RINGLET_LOCAL_TARGETS: receiver.host },
    });
  }, 60_000);

  it('gives no number to anybody before one hold and one rest have passed', async () => {
    const startedAt = readRestored(elsewhere)?.startedAt ?? 0;
    expect(startedAt).toBeGreaterThan(0);
    let asked = 0;
    for (;;) {
      const isLeased = (await swap(`v_restored${asked++}`)).swaps.some(({ kind }) => kind === 'leased');
      if (isLeased) break;
      await delay(50);
    }
    // The answer came after the grant, so the grant can only have been earlier than now.
    expect(Date.now()).toBeGreaterThanOrEqual(startedAt + PAUSE_MS);
    expect(asked).toBeGreaterThan(1);
  });

  it('sends what was owed, each under one id', async () => {
    const earlier = calls.toldBefore(Date.parse(manifest.startedAt)).filter((caller) => caller !== ALONE);
    expect(earlier.length).toBeGreaterThan(3);
    for (const path of ['/good', '/later']) {
      const arrived = () => new Set(receiver.at(path).map(({ event }) => event?.data.caller));
      await expect
        .poll(() => earlier.filter((caller) => !arrived().has(caller)), { timeout: 60_000 })
        .toEqual([]);
      const ids = new Map(receiver.at(path).map(({ id, event }) => [id, event?.data.id]));
      expect(new Set(ids.values()).size).toBe(ids.size);
    }
  });

  it('fires the alarm of an object that nobody touched', async () => {
    const callers = () => receiver.at('/alone').map(({ event }) => event?.data.caller);
    await expect.poll(callers, { timeout: 60_000 }).toEqual([ALONE]);
    expect(readRestored(elsewhere)?.wokenAt).not.toBeNull();
  });

  async function swap(visitor: string): Promise<SwapAnswer> {
    const origin = restored?.origin ?? '';
    const response = await fetch(`${origin}/v1/swap`, {
      method: 'POST',
      headers: {
        origin,
        'content-type': 'text/plain',
        'user-agent': 'Mozilla/5.0 Chrome/156.0 Safari/537.36',
      },
      body: JSON.stringify({
        site: server.demo.siteKey,
        visitor: visitor.padEnd(24, 'a'),
        consent: 'full',
        cause: 'view',
        page: { url: `${origin}/shop/?utm_source=google&utm_medium=cpc`, referrer: '', title: '' },
        lease: null,
      }),
    });
    return (await response.json()) as SwapAnswer;
  }
});
