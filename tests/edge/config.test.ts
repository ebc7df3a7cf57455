import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import exampleFile from '../../.dev.vars.example?raw';
import type { Env } from '../../edge/env.ts';
import worker from '../../edge/worker.ts';

const fetchWith = (changes: Partial<Env>, path = '/health') =>
  worker.fetch(new Request(`http://127.0.0.1:8787${path}`), { ...env, ...changes }, createExecutionContext());

const NEWER = 'Rk7Vw2ZpX9mTb4RsYc8HnJ3fLd6GaQeUoPi1xM5vB0tE';

/** As they stand in the file that people copy. */
const EXAMPLES = Object.fromEntries(
  [...exampleFile.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name, value]) => [name, value]),
);

describe('a server that is not configured', () => {
  it.each([
    ['RINGLET_SECRETS', null],
    ['RINGLET_SECRETS', ''],
    ['RINGLET_SECRETS', ' , '],
    ['RINGLET_SECRETS', 'short'],
    ['RINGLET_SECRETS', `${'k'.repeat(40)},short`],
    ['RINGLET_SECRETS', 'change-me-change-me-change-me-change-me'],
    ['RINGLET_SECRETS', 'x'.repeat(40)],
    ['RINGLET_SECRETS', `route:${env.RINGLET_SECRETS}`],
    ['PUBLIC_ORIGIN', null],
    ['PUBLIC_ORIGIN', 'calls.test'],
    ['PUBLIC_ORIGIN', 'https://calls.example/path'],
    ['RINGLET_OPERATOR_TOKEN', 'short'],
    ['RINGLET_OPERATOR_TOKEN', 'my-password-my-password-my-password'],
    ['RINGLET_METRICS_TOKEN', 'short'],
    ['RINGLET_LOG', 'everything'],
    ['RINGLET_LOCAL_TARGETS', '127.0.0.1'],
    ['RINGLET_LOCAL_TARGETS', '10.0.0.1:25'],
    ['RINGLET_LOCAL_TARGETS', 'mail.example:25'],
    ['RINGLET_LOCAL_TARGETS', '127.0.0.1:2525,127.0.0.1:99999'],
    ['RINGLET_GEO_HEADERS', 'x-visitor-country'],
    ['RINGLET_GEO_HEADERS', 'planet=x-planet'],
    ['RINGLET_GEO_HEADERS', 'country=a,country=b'],
    ['RINGLET_GEO_HEADERS', 'country=x geo'],
    ['RINGLET_SMTP_URL', 'mail.example:25'],
  ])('refuses to serve anything and names %s when it is %j', async (variable, value) => {
    for (const path of ['/health', '/r/x.js', '/admin/v1/me', '/']) {
      const response = await fetchWith({ [variable]: value }, path);
      expect(response.status).toBe(503);
      const problem = await response.json<{ type: string; detail: string }>();
      expect(problem.type).toContain('/problems/misconfigured');
      expect(problem.detail).toContain(variable);
      if (value) expect(problem.detail).not.toContain(value);
    }
  });

  it('does not send mail from nobody', async () => {
    const { status } = await fetchWith({ RINGLET_SMTP_URL: 'smtps://mail.example' });
    expect(status).toBe(503);
  });

  it('says no to the values of the example file, deployed as they are (A-7)', async () => {
    expect(Object.keys(EXAMPLES)).toEqual(['RINGLET_SECRETS', 'RINGLET_OPERATOR_TOKEN', 'PUBLIC_ORIGIN']);
    expect((await fetchWith(EXAMPLES)).status).toBe(503);
    expect((await fetchWith({ ...EXAMPLES, RINGLET_SECRETS: NEWER })).status).toBe(503);
    const own = { RINGLET_SECRETS: NEWER, RINGLET_OPERATOR_TOKEN: NEWER };
    expect((await fetchWith({ ...EXAMPLES, ...own })).status).toBe(200);
  });

  it.each([
    ['RINGLET_LOCAL_TARGETS', '127.0.0.1:2525'],
    ['RINGLET_TWILIO_API', 'http://127.0.0.1:4010'],
  ])('refuses %s, which is for developing, where the world reaches it (A-7)', async (variable, value) => {
    const changes = { [variable]: value };
    expect((await fetchWith(changes)).status).toBe(200);
    const outside = await fetchWith({ ...changes, PUBLIC_ORIGIN: 'https://calls.example' });
    expect(outside.status).toBe(503);
    expect((await outside.json<{ detail: string }>()).detail).toContain(variable);
  });

  it('keeps an old secret for routes alone', async () => {
    const secrets = `${NEWER},route:${env.RINGLET_SECRETS}`;
    expect((await fetchWith({ RINGLET_SECRETS: secrets })).status).toBe(200);
  });

  it('serves without an operator token, and then makes no accounts', async () => {
    expect((await fetchWith({ RINGLET_OPERATOR_TOKEN: null })).status).toBe(200);
  });

  it('goes on verifying with an older secret while it signs with the newest', async () => {
    expect((await fetchWith({ RINGLET_SECRETS: `${NEWER},${env.RINGLET_SECRETS}` })).status).toBe(200);
  });
});
