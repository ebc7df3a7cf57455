import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Env } from '../../edge/env.ts';
import worker from '../../edge/worker.ts';

const fetchWith = (changes: Partial<Env>, path = '/health') =>
  worker.fetch(new Request(`http://127.0.0.1:8787${path}`), { ...env, ...changes }, createExecutionContext());

describe('a server that is not configured', () => {
  it.each([
    ['RINGLET_SECRETS', null],
    ['RINGLET_SECRETS', ''],
    ['RINGLET_SECRETS', ' , '],
    ['RINGLET_SECRETS', 'short'],
    ['RINGLET_SECRETS', `${'k'.repeat(40)},short`],
    ['RINGLET_SECRETS', 'change-me-change-me-change-me-change-me'],
    ['PUBLIC_ORIGIN', null],
    ['PUBLIC_ORIGIN', 'calls.test'],
    ['PUBLIC_ORIGIN', 'https://calls.example/path'],
    ['RINGLET_OPERATOR_TOKEN', 'short'],
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

  it('serves without an operator token, and then makes no accounts', async () => {
    expect((await fetchWith({ RINGLET_OPERATOR_TOKEN: null })).status).toBe(200);
  });

  it('goes on verifying with an older secret while it signs with the newest', async () => {
    expect((await fetchWith({ RINGLET_SECRETS: `${'n'.repeat(40)},${env.RINGLET_SECRETS}` })).status).toBe(
      200,
    );
  });
});
