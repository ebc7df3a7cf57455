import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { renderConfig } from '../../scripts/selfhost/config.ts';
import { parsePort } from '../../scripts/selfhost/port.ts';
import { loadSecrets } from '../../scripts/selfhost/secrets.ts';
import { startServer } from '../../scripts/selfhost/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-selfhost-'));
const newFolder = () => mkdtempSync(join(folder, 'data-'));
const STRONG = 'Zk3vT9qLw8RxB2nYc7HsJ5mPd4GfQaEu';
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes secrets at the first start, for this user alone, and keeps them', () => {
  const data = newFolder();
  const secrets = loadSecrets(data, {});
  expect(loadSecrets(data, {})).toEqual(secrets);
  expect(secrets.RINGLET_SECRETS).toMatch(/^[\w-]{43}$/);
  expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
});

it('lets the environment win and writes no copy of it', () => {
  const data = newFolder();
  expect(loadSecrets(data, { RINGLET_SECRETS: STRONG }).RINGLET_SECRETS).toBe(STRONG);
  expect(readFileSync(join(data, 'secrets.json'), 'utf8')).not.toContain(STRONG);
});

it.each([
  ['too short', 'Zk3vT9qLw8RxB2nYc7HsJ5mPd4GfQaE', 'RINGLET_SECRETS is too weak: it needs'],
  ['strong, then too short', `${STRONG},abc`, 'RINGLET_SECRETS is too weak: it needs'],
  ['an example', `please-change-me-${STRONG}`, 'RINGLET_SECRETS is too weak: it looks like an example'],
  ['one letter', 'x'.repeat(40), 'RINGLET_SECRETS is too weak: it looks like an example'],
])('refuses secrets that are %s, by name and without showing them', (_, value, message) => {
  const load = () => loadSecrets(newFolder(), { RINGLET_SECRETS: value });
  expect(load).toThrow(message);
  expect(load).not.toThrow(value);
});

it.each(['', '0', '65536', '80a', '-1', '1.5', '0x50'])('refuses "%s" as a port', (text) => {
  expect(() => parsePort(text, 'PORT')).toThrow('PORT must be a port');
});

it('reaches the public internet only, and this machine by a way of its own where that is asked for', () => {
  const listen = { host: '127.0.0.1', port: 8787, trustedProxies: 0 };
  expect(renderConfig('/data', listen)).not.toContain('"local"');
  const config = renderConfig('/data', { ...listen, hasLocalTargets: true });
  expect(config).toContain('(name = "LOCAL", service = "local")');
  expect(config).toContain('(name = "internet", network = (allow = ["public"]');
});

it('does not lead to this machine from a server that others reach', async () => {
  const env = { RINGLET_LOCAL_TARGETS: '127.0.0.1:2525' };
  const options = { dataDir: newFolder(), distDir: newFolder(), port: 1, host: '0.0.0.0', env };
  await expect(startServer(options)).rejects.toThrow(
    'RINGLET_LOCAL_TARGETS is for a server that listens on 127.0.0.1',
  );
});

it('believes forwarding headers only behind proxies of our own', () => {
  const listen = { host: '127.0.0.1', port: 8787 };
  expect(renderConfig('/data', { ...listen, trustedProxies: 0 })).not.toContain('forwardedProtoHeader');
  expect(renderConfig('/data', { ...listen, trustedProxies: 1 })).toContain('forwardedProtoHeader');
});
