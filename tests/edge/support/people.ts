import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import type { OutgoingMail } from '../../../edge/domain/ports.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import type { Answer } from './admin.ts';

export const PAGE_ORIGIN = 'http://127.0.0.1:8787';

let people = 0;

/** What a newcomer types; each has an address of their own. */
export function aRegistration(over: Record<string, unknown> = {}) {
  people += 1;
  return {
    name: `Person ${people}`,
    email: `person-${people}-${crypto.randomUUID().slice(0, 8)}@people.test`,
    phone: '+74951234567',
    password: `a long password ${people}`,
    language: 'en',
    country: 'RU',
    timeZone: 'Europe/Moscow',
    ...over,
  };
}

/** A browser with its own cookies, on the pages of this server. */
export function aBrowser() {
  const jar = new Map<string, string>();
  return {
    jar,
    async ask(
      method: string,
      path: string,
      { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
    ): Promise<Answer> {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await exports.default.fetch(
        new Request(`${PAGE_ORIGIN}${ADMIN_PATH}${path}`, {
          method,
          headers: {
            origin: PAGE_ORIGIN,
            ...(cookie && { cookie }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      );
      for (const line of response.headers.getSetCookie()) keep(jar, line);
      const text = await response.text();
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
      const parsed = text === '' ? null : isJson ? JSON.parse(text) : text;
      return { status: response.status, headers: response.headers, body: parsed };
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const isGone = attributes.some((text) => /^\s*max-age=0$/i.test(text));
  if (isGone) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}

/** Letters to an address, the oldest first. */
export async function lettersTo(email: string): Promise<OutgoingMail[]> {
  await runDurableObjectAlarm(env.AUTH.getByName('auth'));
  return runInDurableObject(env.DELIVERY.getByName('delivery:auth:mail'), (_, { storage }) =>
    storage.sql
      .exec<{ message: string }>('SELECT message FROM queue ORDER BY since, id')
      .toArray()
      .map((row) => JSON.parse(row.message) as OutgoingMail)
      .filter(({ to }) => to === email),
  );
}

/** The secret of the link in the last letter to an address. */
export async function tokenFor(email: string): Promise<string> {
  const last = (await lettersTo(email)).at(-1);
  return /#\/(?:confirm|reset)\/([\w.-]+)/.exec(last?.text ?? '')?.[1] ?? '';
}

/** Somebody registered, confirmed and signed in. */
export async function aPerson(over: Record<string, unknown> = {}) {
  const browser = aBrowser();
  const registration = aRegistration(over);
  await browser.ask('POST', '/registrations', { body: registration });
  const token = await tokenFor(registration.email);
  const { body } = await browser.ask('POST', '/registrations/confirm', { body: { token } });
  return { ...browser, registration, user: body.user, account: body.accounts[0].account as string };
}
