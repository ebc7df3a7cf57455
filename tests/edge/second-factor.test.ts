import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { SecretRing } from '../../edge/keys/secrets.ts';
import { openLibrary } from '../../edge/objects/auth/auth-library.ts';
import { librarySecrets } from '../../edge/objects/auth/library-secrets.ts';
import type { NewSecondFactor } from '../../shared/contract/admin/person.ts';
import { totpAt } from '../support/totp.ts';
import { aBrowser, aPerson, PAGE_ORIGIN } from './support/people.ts';

type Person = Awaited<ReturnType<typeof aPerson>>;

const passwordOf = ({ registration }: Person) => ({ password: registration.password });
/** A code of the half minute before: the one of now is for the next sign-in. */
const codeBefore = (secret: string) => totpAt(secret, Date.now() - 30_000);

async function withFactor(): Promise<{ person: Person; factor: NewSecondFactor }> {
  const person = await aPerson();
  const { body: factor } = await person.ask('POST', '/profile/second-factor', { body: passwordOf(person) });
  const body = { code: await codeBefore(factor.secret) };
  const confirmed = await person.ask('POST', '/profile/second-factor/confirm', { body });
  if (confirmed.status !== 204) throw new Error(JSON.stringify(confirmed.body));
  return { person, factor };
}

function signIn({ registration }: Person, code?: string, browser = aBrowser()) {
  const { email, password } = registration;
  return browser.ask('POST', '/sessions', { body: { email, password, ...(code && { code }) } });
}

describe('a second factor', () => {
  it('is off until a code of the app has confirmed it, and needs the password to be set up', async () => {
    const person = await aPerson();
    const wrong = await person.ask('POST', '/profile/second-factor', {
      body: { password: 'a wrong password' },
    });
    expect(wrong).toMatchObject({ status: 401, body: { type: expect.stringMatching(/sign_in_failed$/) } });
    const { body } = await person.ask('POST', '/profile/second-factor', { body: passwordOf(person) });
    expect(body.uri).toMatch(/^otpauth:\/\/totp\//);
    expect([body.secret.length, body.backupCodes.length]).toEqual([expect.any(Number), 10]);
    expect((await signIn(person)).status).toBe(201);
    const refused = await person.ask('POST', '/profile/second-factor/confirm', { body: { code: '000000' } });
    expect(refused).toMatchObject({
      status: 401,
      body: { type: expect.stringMatching(/second_factor_wrong$/) },
    });
    expect((await person.ask('GET', '/profile')).body.user.hasSecondFactor).toBe(false);
    const code = await totpAt(body.secret, Date.now());
    expect((await person.ask('POST', '/profile/second-factor/confirm', { body: { code } })).status).toBe(204);
    expect((await person.ask('GET', '/profile')).body.user.hasSecondFactor).toBe(true);
    const again = await person.ask('POST', '/profile/second-factor', { body: passwordOf(person) });
    expect(again.status).toBe(409);
  });

  it('is asked for after the right password, and signs nobody in without it', async () => {
    const { person, factor } = await withFactor();
    const browser = aBrowser();
    const asked = await signIn(person, undefined, browser);
    expect(asked).toMatchObject({
      status: 401,
      body: { type: expect.stringMatching(/second_factor_needed$/) },
    });
    expect((await browser.ask('GET', '/profile')).status).toBe(401);
    expect(await signIn(person, '123456', browser)).toMatchObject({
      status: 401,
      body: { type: expect.stringMatching(/second_factor_wrong$/) },
    });
    const wrongPassword = { email: person.registration.email, password: 'a wrong password' };
    const stranger = await aBrowser().ask('POST', '/sessions', {
      body: { ...wrongPassword, code: await totpAt(factor.secret, Date.now()) },
    });
    expect(stranger.body.type).toMatch(/sign_in_failed$/);
    const entered = await signIn(person, await totpAt(factor.secret, Date.now()), browser);
    expect([entered.status, entered.body.user.email]).toEqual([201, person.registration.email]);
    expect((await browser.ask('GET', '/profile')).status).toBe(200);
  });

  it('takes a code once: somebody who has seen it typed gets no further', async () => {
    const { person, factor } = await withFactor();
    const code = await totpAt(factor.secret, Date.now());
    expect((await signIn(person, code)).status).toBe(201);
    expect((await signIn(person, code)).status).toBe(401);
  });

  it('has ten backup codes, each good once, and new ones end the old', async () => {
    const { person, factor } = await withFactor();
    const [first = '', second = ''] = factor.backupCodes;
    expect((await signIn(person, first)).status).toBe(201);
    expect((await signIn(person, first)).status).toBe(401);
    const renewed = await person.ask('POST', '/profile/second-factor/backup-codes', {
      body: passwordOf(person),
    });
    expect(renewed.body.backupCodes).toHaveLength(10);
    expect((await signIn(person, second)).status).toBe(401);
    expect((await signIn(person, renewed.body.backupCodes[0])).status).toBe(201);
  });

  it('is guessed slowly: after ten tries nobody may try, the right code neither', async () => {
    const { person, factor } = await withFactor();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await signIn(person, `00000${i % 10}`)).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses[10]).toBe(429);
    expect((await signIn(person, await totpAt(factor.secret, Date.now()))).status).toBe(429);
  });

  it('is switched off by the password, and by nothing less', async () => {
    const { person } = await withFactor();
    const off = (body: object) => person.ask('POST', '/profile/second-factor/disable', { body });
    expect((await off({ password: 'a wrong password' })).status).toBe(401);
    expect((await off(passwordOf(person))).status).toBe(204);
    expect((await signIn(person)).status).toBe(201);
    const stranger = aBrowser();
    const refused = await stranger.ask('POST', '/profile/second-factor/disable', {
      body: passwordOf(person),
    });
    expect(refused.status).toBe(401);
  });

  it('is in no table as it is shown', async () => {
    const { factor } = await withFactor();
    const text = await runInDurableObject(env.AUTH.getByName('auth'), (_, { storage }) =>
      JSON.stringify(
        ['twoFactor', 'verification', 'attempts', 'session'].map((table) =>
          storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
        ),
      ),
    );
    for (const secret of [factor.secret, ...factor.backupCodes]) expect(text).not.toContain(secret);
  });

  it('works on when a newer secret of the deployment was put in front', async () => {
    const { person, factor } = await withFactor();
    const before = env.RINGLET_SECRETS ?? '';
    const ring = new SecretRing(['a newer secret of forty characters, at least', before]);
    const { email, password } = person.registration;
    const isRight = await runInDurableObject(env.AUTH.getByName('auth'), async (_, { storage }) => {
      const mailer = { confirm: () => {}, reset: () => {}, known: async () => {} };
      const secrets = await librarySecrets(ring);
      const { api } = openLibrary(storage.sql, { secrets, origin: PAGE_ORIGIN, mailer });
      const { headers } = await api.signInEmail({ body: { email, password }, returnHeaders: true });
      const cookie = headers.getSetCookie().map((line) => line.split(';')[0]);
      const code = await totpAt(factor.secret, Date.now());
      const answer = await api.verifyTOTP({
        body: { code },
        headers: new Headers({ cookie: cookie.join('; ') }),
      });
      return answer.user.email === email;
    });
    expect(isRight).toBe(true);
  });
});
