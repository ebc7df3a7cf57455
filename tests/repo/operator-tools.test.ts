import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyWebhook } from '../../scripts/cli/verify-webhook.ts';
import type { DoctorPlace } from '../../scripts/doctor/check.ts';
import { checkMachine, checkNode } from '../../scripts/doctor/check-machine.ts';
import { checkServer } from '../../scripts/doctor/check-server.ts';
import { checkSettings } from '../../scripts/doctor/check-settings.ts';
import { parseAccountFile } from '../../scripts/transfer/account-file.ts';
import { mapReferences } from '../../scripts/transfer/map-references.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the check of a webhook', () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const body = '{"type":"call.ended"}';
  const nowS = 1_796_115_850;
  const signed = (at: number, text = body) => ({
    id: 'evt_1',
    timestamp: String(at),
    signature: new Webhook(secret).sign('evt_1', new Date(at * 1000), text),
  });

  it('agrees with the official library, and takes one good signature among several', () => {
    expect(verifyWebhook(secret, signed(nowS), body, nowS)).toBe('genuine');
    const several = { ...signed(nowS), signature: `v1,AAAA v1a,BBBB ${signed(nowS).signature}` };
    expect(verifyWebhook(secret, several, body, nowS)).toBe('genuine');
  });

  it('refuses what was changed, is old, or is not signed', () => {
    expect(verifyWebhook(secret, signed(nowS), `${body} `, nowS)).toBe('wrong_signature');
    expect(verifyWebhook(secret, { ...signed(nowS), id: 'evt_2' }, body, nowS)).toBe('wrong_signature');
    expect(verifyWebhook(secret, signed(nowS - 301), body, nowS)).toBe('too_old');
    expect(verifyWebhook(secret, { ...signed(nowS), signature: undefined }, body, nowS)).toBe('unsigned');
  });
});

describe('references of an account that moves', () => {
  const [office, lost] = ['off_0123456789abcdef', 'int_0123456789abcdef'];
  const known = new Map([
    [office, 'off_new'],
    ['u0123456789abcdefghjkmnpqrst', 'unew'],
    ['u0123456789abcdefghjkmnpqrs', 'unew'],
  ]);

  it('become the new ones wherever they stand, and what is not there any more is said', () => {
    const body = {
      offices: [office, lost],
      integration: lost,
      texts: { en: { lead: 'Call off_0123456789abcdef' } },
      picture: '/u/u0123456789abcdefghjkmnpqrs',
      nothing: null,
      rules: [{ value: [null, 1] }],
    };
    expect(mapReferences(body, known)).toEqual({
      body: {
        offices: ['off_new'],
        integration: null,
        texts: { en: { lead: 'Call off_0123456789abcdef' } },
        picture: '/u/unew',
        nothing: null,
        rules: [{ value: [null, 1] }],
      },
      lost: [lost],
    });
  });
});

describe('the file of an account', () => {
  const head = '{"kind":"ringlet-account","formatVersion":1,"account":{}}';
  const site = '{"kind":"sites","id":"site_1","body":{},"shown":{}}';

  it.each([
    ['no file of an account', '{"kind":"other"}\n{"kind":"end","counts":{}}', 'no exported account'],
    [
      'of a newer version',
      '{"kind":"ringlet-account","formatVersion":2}\n{"kind":"end","counts":{}}',
      'newer version',
    ],
    ['without its end', `${head}\n${site}`, 'cut off'],
    ['without a line', `${head}\n{"kind":"end","counts":{"sites":1}}`, 'should have 1 sites'],
    ['damaged', `${head}\n{"kind"\n{"kind":"end","counts":{}}`, 'Line 2'],
  ])('is refused when it is %s', (_, text, message) => {
    expect(() => parseAccountFile(text)).toThrow(message);
  });
});

describe('the doctor', () => {
  const place = (changes: Partial<DoctorPlace> = {}): DoctorPlace => ({
    dataDir: mkdtempSync(join(folder, 'data-')),
    host: '127.0.0.1',
    port: 8787,
    env: {},
    ...changes,
  });
  const find = async (name: string, changes: Partial<DoctorPlace> = {}) =>
    (await checkSettings(place(changes))).find((check) => check.name === name);
  const STRONG = 'Zk3vT9qLw8RxB2nYc7HsJ5mPd4GfQaEu';

  it.each([
    ['24.1.0', 'ok'],
    ['22.18.0', 'ok'],
    ['22.17.9', 'failed'],
    ['20.20.2', 'failed'],
  ])('says of Node %s that it is %s', (version, state) => {
    expect(checkNode(version).state).toBe(state);
  });

  it.each([
    ['a short secret', { RINGLET_SECRETS: 'short', RINGLET_OPERATOR_TOKEN: STRONG }],
    ['an example', { RINGLET_SECRETS: `change-me-${STRONG}`, RINGLET_OPERATOR_TOKEN: STRONG }],
    ['a weak operator token', { RINGLET_SECRETS: STRONG, RINGLET_OPERATOR_TOKEN: 'x'.repeat(40) }],
    ['no secret but for routes', { RINGLET_SECRETS: `route:${STRONG}`, RINGLET_OPERATOR_TOKEN: STRONG }],
    ['half of them', { RINGLET_SECRETS: STRONG }],
  ])('finds %s, and does not show it', async (_, env) => {
    const check = await find('secrets', { env });
    expect(check?.state).toBe('failed');
    for (const value of Object.values(env)) expect(check?.text).not.toContain(value);
  });

  it.each([
    [
      'https without a proxy that is believed',
      { PUBLIC_ORIGIN: 'https://calls.example' },
      '127.0.0.1',
      'warning',
    ],
    ['plain http for the world', { PUBLIC_ORIGIN: 'http://calls.example' }, '127.0.0.1', 'warning'],
    ['no origin where others reach it', {}, '0.0.0.0', 'failed'],
    [
      'a proper proxy',
      { PUBLIC_ORIGIN: 'https://calls.example', RINGLET_TRUSTED_PROXIES: '1' },
      '127.0.0.1',
      'ok',
    ],
  ])('looks at the origin: %s', async (_, env, host, state) => {
    expect(await find('origin', { env, host })).toMatchObject({ state });
  });

  it('tries the mail server', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const env = { RINGLET_SMTP_URL: `smtp://127.0.0.1:${port}`, RINGLET_MAIL_FROM: 'a@b.example' };
    expect(await find('mail', { env })).toMatchObject({ state: 'ok' });
    await new Promise((resolve) => server.close(resolve));
    expect(await find('mail', { env })).toMatchObject({ state: 'failed' });
  });

  it('knows a folder that others can read, and a restore that is not over', async () => {
    const { dataDir } = place();
    expect((await checkMachine({ dataDir })).find(({ name }) => name === 'data')?.state).toBe('ok');
    const restored = { madeAt: 0, restoredAt: 1, startedAt: null, wokenAt: null };
    writeFileSync(join(dataDir, 'restored.json'), JSON.stringify(restored));
    const checks = await checkServer(place({ dataDir, port: 1 }));
    expect(checks.find(({ name }) => name === 'restore')?.state).toBe('warning');
    expect(checks.find(({ name }) => name === 'server')?.text).toBe('does not run');
  });
});
