import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { postMessage, retryAfterMs } from '../../edge/adapters/post-message.ts';
import { sealSecrets } from '../../edge/adapters/telephony/integration-secrets.ts';
import { telephonyProvider } from '../../edge/adapters/telephony/providers.ts';
import type { Env } from '../../edge/env.ts';
import { secretsOf } from '../../edge/keys/secrets.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The outside world: what it answers, and what it was asked. */
function aWorld(answer: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    asked.push(new Request(input, init));
    return answer();
  });
  return asked;
}

describe('a message to an outside system', () => {
  it.each([
    'http://pbx.shop.example/',
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://[fd00::1]/',
    'https://metadata.internal/',
    'https://2130706433/',
    'http://127.0.0.1:8790/',
    'ftp://pbx.shop.example/',
    'nonsense',
  ])('never goes to %s', async (address) => {
    const asked = aWorld(() => new Response());
    expect(await postMessage(env, address, { method: 'POST' })).toEqual({ kind: 'forbidden' });
    expect(asked).toHaveLength(0);
  });

  it.each(['http://pbx.shop.example/', 'https://pbx.shop.example/'])(
    'may go to %s by http too, if it is of a kind that does',
    async (address) => {
      const asked = aWorld(() => new Response('x'.repeat(5_000), { status: 200 }));
      const limits = { timeoutMs: 1_000, maxReply: 2_048, http: true, isStartEnough: true };
      expect(await postMessage(env, address, {}, limits)).toMatchObject({ text: 'x'.repeat(2_048) });
      for (const forbidden of ['http://[::127.0.0.1]/', 'http://127.0.0.1:8787/', 'http://a.example:25/']) {
        expect(await postMessage(env, forbidden, {}, limits)).toEqual({ kind: 'forbidden' });
      }
      expect(asked).toHaveLength(1);
    },
  );

  it('is answered by a status even if the rest never comes, where that is enough', async () => {
    const broken = () => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('begin'));
        },
        pull: (controller) => controller.error(new Error('cut')),
      });
      return new Response(body, { status: 200 });
    };
    aWorld(broken);
    const limits = { timeoutMs: 1_000, maxReply: 2_048, http: false, isStartEnough: true };
    expect(await postMessage(env, 'https://a.example/', {}, limits)).toMatchObject({ status: 200 });
    expect(await postMessage(env, 'https://a.example/', {})).toEqual({ kind: 'silent' });
  });

  it('never goes to this server itself', async () => {
    const asked = aWorld(() => new Response());
    const allowed: Env = { ...env, RINGLET_LOCAL_TARGETS: '127.0.0.1:8787' };
    expect(await postMessage(allowed, 'http://127.0.0.1:8787/admin/v1/me', {})).toEqual({
      kind: 'forbidden',
    });
    expect(asked).toHaveLength(0);
  });

  it('goes to a server of this machine only if that is named', async () => {
    const asked = aWorld(() => new Response('here'));
    const allowed: Env = { ...env, RINGLET_LOCAL_TARGETS: '127.0.0.1:8790' };
    expect(await postMessage(allowed, 'http://127.0.0.1:8790/', {})).toMatchObject({ text: 'here' });
    expect(await postMessage(allowed, 'http://127.0.0.1:8791/', {})).toEqual({ kind: 'forbidden' });
    expect(asked).toHaveLength(1);
  });

  it('follows no redirect, reads the beginning alone, and never throws', async () => {
    const asked = aWorld(() => new Response('x'.repeat(500_000), { status: 302 }));
    const reply = await postMessage(env, 'https://pbx.shop.example/', {});
    expect(asked[0]?.redirect).toBe('manual');
    expect(reply).toMatchObject({ kind: 'answered', status: 302 });
    if (reply.kind === 'answered') expect(reply.text.length).toBeLessThan(200_000);
    aWorld(() => Promise.reject(new Error('refused')));
    expect(await postMessage(env, 'https://pbx.shop.example/', {})).toEqual({ kind: 'silent' });
  });

  it.each([
    ['3', 3_000],
    ['Mon, 07 Dec 2026 09:00:05 GMT', 5_000],
    ['86400', 300_000],
    ['Mon, 07 Dec 2020 09:00:05 GMT', 0],
    ['soon', null],
  ])('is repeated after "Retry-After: %s" in %s ms', (text, ms) => {
    const now = Date.parse('2026-12-07T09:00:00Z');
    expect(retryAfterMs(new Headers({ 'retry-after': text }), now)).toBe(ms);
  });
});

describe('a call by Twilio', () => {
  it.each([
    [null, 'AC1:the auth token'],
    ['SK1', 'SK1:the secret of the key'],
  ])('is asked for by the API key %s, or else by the auth token', async (apiKeySid, credentials) => {
    const asked = aWorld(() => Response.json({ sid: 'CA1' }, { status: 201 }));
    const key = 'i0123456789';
    const secrets = { secret: 'the auth token', apiKeySecret: 'the secret of the key' };
    const provider = await telephonyProvider(env, {
      id: 'int_1',
      key,
      provider: 'twilio',
      envelope: await sealSecrets(secrets, key, secretsOf(env)),
      url: null,
      accountSid: 'AC1',
      apiKeySid,
      from: '+74950009000',
    });
    const leg = {
      account: 'a',
      widget: 'w',
      callback: 'cb_1',
      attempt: 1,
      party: 'visitor',
      line: 0,
    } as const;
    const dial = {
      key: 'k',
      leg,
      kind: 'dial',
      to: '+79161234567',
      from: '',
      ringS: 30,
      limitS: 4200,
      extension: null,
    } as const;
    const outcome = await provider?.send(dial, { call: null, withCall: null });
    expect(outcome).toEqual({ kind: 'accepted', call: 'CA1' });
    expect(asked[0]?.headers.get('authorization')).toBe(`Basic ${btoa(credentials)}`);
    expect(asked[0]?.url).toBe('https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json');
  });
});
