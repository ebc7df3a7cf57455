import { DurableObject } from 'cloudflare:workers';
import type { Registration, SignedIn } from '../../../shared/contract/admin/person.ts';
import { writeNewcomerMail } from '../../domain/auth-mail.ts';
import type { OutgoingMail } from '../../domain/ports.ts';
import type { Env } from '../../env.ts';
import { encodeBase64Url } from '../../keys/base64url.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import type { AskedFrom, AuthRpc, DoneAnswer, SignedInAnswer } from '../../rpc/auth-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { Timers, timerMigrations } from '../timers.ts';
import { ATTEMPT_LIMITS, AttemptStore } from './attempt-limits.ts';
import { type AuthLibrary, openLibrary } from './auth-library.ts';
import { authMailer, owedMail } from './auth-mailer.ts';
import { authMigrations } from './auth-migrations.ts';
import { callLibrary, headersOf } from './call-library.ts';
import { MembershipStore } from './membership-store.ts';
import { makeOwnAccount } from './own-account.ts';
import { PersonStore, type StoredPerson, showPerson } from './person-store.ts';

type Args<Method extends keyof AuthRpc> = Parameters<AuthRpc[Method]>[0];

const NOT_SIGNED_IN: Refusal = { kind: 'refused', code: 'unauthorized', detail: 'You are not signed in.' };

/**
 * Who people are: one object for the whole deployment, used by admins only. A library keeps passwords and browser
 * sessions; limits on tries, letters and memberships are our own. What a person may do in an account, the account says.
 */
export class AuthObject extends DurableObject<Env> implements AuthRpc {
  readonly #storage: DurableObjectStorage;
  readonly #clock: ObjectClock;
  readonly #timers: Timers;
  readonly #outbox: Outbox;
  readonly #people: PersonStore;
  readonly #memberships: MembershipStore;
  readonly #attempts: AttemptStore;
  #library: Promise<AuthLibrary> | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = state.storage;
    migrate(this.#storage, [clockMigrations, timerMigrations, outboxMigrations, authMigrations]);
    const { sql } = this.#storage;
    this.#clock = new ObjectClock(this.#storage);
    this.#timers = new Timers(this.#storage);
    this.#outbox = new Outbox(this.#storage, this.#timers, async (target, facts) => {
      const { accepted } = await env.DELIVERY.getByName(target).acceptFacts({ facts });
      return accepted;
    });
    this.#people = new PersonStore(sql);
    this.#memberships = new MembershipStore(sql);
    this.#attempts = new AttemptStore(sql);
    this.#timers.arm();
  }

  async register({ from, registration }: Args<'register'>): Promise<DoneAnswer> {
    const origin = await attemptKey('registration', from.block);
    const mail = await attemptKey('mail', registration.email);
    const refusal = this.#limit(origin, 'registration') ?? this.#limit(mail, 'mail');
    if (refusal) return refusal;
    this.#note(origin);
    this.#note(mail);
    const { api } = await this.#open();
    const body = { ...asText(registration), contacts: '[]' };
    const answer = await callLibrary(() =>
      api.signUpEmail({ body, headers: headersOf(from), returnHeaders: true }),
    );
    this.#drain();
    return answer.kind === 'refused' ? answer : { kind: 'done', cookies: [] };
  }

  async confirm({ from, token }: Args<'confirm'>): Promise<SignedInAnswer> {
    const { api } = await this.#open();
    const answer = await callLibrary(() =>
      api.verifyEmail({ query: { token }, headers: headersOf(from), returnHeaders: true }),
    );
    if (answer.kind === 'refused') return answer;
    // A letter that was used before confirms nothing and signs nobody in.
    const session = await this.#session({ ...from, cookie: cookieOf(answer.cookies) });
    if (!session)
      return { kind: 'refused', code: 'bad_link', detail: 'This link was used already. Sign in.' };
    return { kind: 'signed_in', who: await this.#enter(session.person), cookies: answer.cookies };
  }

  async signIn({ from, email, password }: Args<'signIn'>): Promise<SignedInAnswer> {
    const byMail = await attemptKey('password', email);
    const byOrigin = await attemptKey('origin', from.block);
    const refusal = this.#limit(byMail, 'password') ?? this.#limit(byOrigin, 'origin');
    if (refusal) return refusal;
    // Counted before it is judged: many at once are counted too.
    this.#note(byMail);
    this.#note(byOrigin);
    const { api } = await this.#open();
    const answer = await callLibrary(() =>
      api.signInEmail({ body: { email, password }, headers: headersOf(from), returnHeaders: true }),
    );
    this.#drain();
    if (answer.kind === 'refused') return answer;
    if (byMail !== null) this.#attempts.forgive(byMail);
    const person = this.#people.findByEmail(email);
    if (!person) return NOT_SIGNED_IN;
    return { kind: 'signed_in', who: await this.#enter(person), cookies: answer.cookies };
  }

  async who({ from }: Args<'who'>): ReturnType<AuthRpc['who']> {
    const session = await this.#session(from);
    if (!session) return { who: null, cookies: [] };
    return { who: await this.#enter(session.person), cookies: session.cookies };
  }

  async signOut({ from }: Args<'signOut'>): Promise<DoneAnswer> {
    const { api } = await this.#open();
    const answer = await callLibrary(() => api.signOut({ headers: headersOf(from), returnHeaders: true }));
    return answer.kind === 'refused' ? answer : { kind: 'done', cookies: answer.cookies };
  }

  async listSessions({ from }: Args<'listSessions'>): ReturnType<AuthRpc['listSessions']> {
    const session = await this.#session(from);
    if (!session) return NOT_SIGNED_IN;
    const sessions = this.#people.listSessions(session.person.id, session.token, this.#clock.now());
    return { kind: 'sessions', sessions };
  }

  async endSessions({ from, id }: Args<'endSessions'>): Promise<DoneAnswer> {
    const session = await this.#session(from);
    if (!session) return NOT_SIGNED_IN;
    if (!this.#people.endSessions(session.person.id, id) && id !== null) {
      return { kind: 'refused', code: 'not_found', detail: 'There is no such session.' };
    }
    return { kind: 'done', cookies: [] };
  }

  async requestReset({ from, email }: Args<'requestReset'>): Promise<DoneAnswer> {
    const key = await attemptKey('mail', email);
    const origin = await attemptKey('registration', from.block);
    const refusal = this.#limit(key, 'mail') ?? this.#limit(origin, 'registration');
    if (refusal) return refusal;
    this.#note(key);
    this.#note(origin);
    const { api } = await this.#open();
    await callLibrary(() =>
      api.requestPasswordReset({ body: { email }, headers: headersOf(from), returnHeaders: true }),
    );
    this.#drain();
    return { kind: 'done', cookies: [] };
  }

  async reset({ from, token, password }: Args<'reset'>): Promise<DoneAnswer> {
    const { api } = await this.#open();
    const answer = await callLibrary(() =>
      api.resetPassword({
        body: { token, newPassword: password },
        headers: headersOf(from),
        returnHeaders: true,
      }),
    );
    return answer.kind === 'refused' ? answer : { kind: 'done', cookies: [] };
  }

  async changePassword({ from, current, next }: Args<'changePassword'>): Promise<DoneAnswer> {
    const session = await this.#session(from);
    if (!session) return NOT_SIGNED_IN;
    const key = await attemptKey('password', session.person.email);
    const refusal = this.#limit(key, 'password');
    if (refusal) return refusal;
    this.#note(key);
    const { api } = await this.#open();
    const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
    const answer = await callLibrary(() =>
      api.changePassword({ body, headers: headersOf(from), returnHeaders: true }),
    );
    if (answer.kind === 'refused') return answer;
    if (key !== null) this.#attempts.forgive(key);
    return { kind: 'done', cookies: answer.cookies };
  }

  async changeProfile({ from, profile }: Args<'changeProfile'>): ReturnType<AuthRpc['changeProfile']> {
    const session = await this.#session(from);
    if (!session) return NOT_SIGNED_IN;
    this.#people.save(session.person.id, profile, this.#clock.stamp());
    const person = showPerson({ ...session.person, ...profile });
    return { kind: 'person', person, cookies: session.cookies };
  }

  async findPerson({ email }: Args<'findPerson'>): ReturnType<AuthRpc['findPerson']> {
    const person = this.#people.findByEmail(email);
    if (!person?.isConfirmed) return { person: null };
    return { person: { id: person.id, email: person.email, name: person.name } };
  }

  async setMembership({ user, account, name, isMember }: Args<'setMembership'>): Promise<void> {
    if (isMember) this.#memberships.add(user, { account, name, isOwner: false }, this.#clock.stamp());
    else this.#memberships.remove(user, account);
  }

  override async alarm(): Promise<void> {
    await this.#timers.run(
      this.#clock.now(),
      async ({ kind }) => {
        if (kind === 'outbox') await this.#outbox.drain(this.#clock.now());
      },
      logError('auth timer'),
    );
  }

  /** The library, opened once: its secret has to be derived first. */
  #open(): Promise<AuthLibrary> {
    this.#library ??= (async () => {
      const secret = encodeBase64Url(await secretsOf(this.env).sign('session', 'library'));
      const origin = (this.env.PUBLIC_ORIGIN ?? '').replace(/\/$/, '');
      const mailer = authMailer({ origin, people: this.#people, send: (mail) => this.#owe(mail) });
      return openLibrary(this.#storage.sql, { secret, origin, mailer });
    })();
    return this.#library;
  }

  async #session(
    from: AskedFrom,
  ): Promise<{ person: StoredPerson; token: string; cookies: string[] } | null> {
    if (from.cookie === null) return null;
    const { api } = await this.#open();
    const answer = await callLibrary(() => api.getSession({ headers: headersOf(from), returnHeaders: true }));
    if (answer.kind === 'refused' || !answer.value) return null;
    const person = this.#people.read(answer.value.user.id);
    return person && { person, token: answer.value.session.token, cookies: answer.cookies };
  }

  /** Whoever comes in has an account of their own: the first time it is made, also if that was cut short before. */
  async #enter(person: StoredPerson): Promise<SignedIn> {
    if (!this.#memberships.owns(person.id)) {
      const account = await makeOwnAccount(this.env, secretsOf(this.env), person);
      this.#storage.transactionSync(() => {
        const now = this.#clock.stamp();
        this.#memberships.add(person.id, { account, name: person.name, isOwner: true }, now);
        const sales = this.env.RINGLET_SALES_EMAIL;
        if (sales) this.#owe(writeNewcomerMail(sales, { ...person, account }), `newcomer_${person.id}`);
      });
      this.#drain();
    }
    return { user: showPerson(person), accounts: this.#memberships.list(person.id) };
  }

  #owe(mail: OutgoingMail, id?: string): void {
    const { target, body, key } = owedMail(mail, id);
    this.#outbox.add(key, target, key, body, this.#clock.stamp());
  }

  #limit(key: string | null, kind: keyof typeof ATTEMPT_LIMITS): Refusal | null {
    const waitS = key === null ? 0 : this.#attempts.waitS(key, ATTEMPT_LIMITS[kind], this.#clock.now());
    if (waitS === 0) return null;
    return {
      kind: 'refused',
      code: 'too_many_attempts',
      detail: 'Wait a little and try again.',
      retryAfterS: waitS,
    };
  }

  #note(key: string | null): void {
    if (key !== null) this.#attempts.note(key, this.#clock.stamp());
  }

  #drain(): void {
    this.ctx.waitUntil(this.#outbox.drain(this.#clock.now()));
  }
}

/** Null where nobody can be told apart. */
async function attemptKey(kind: string, text: string | null): Promise<string | null> {
  return text === null ? null : `${kind}:${await sha256Hex(text.toLowerCase())}`;
}

/** As the browser would send them back. */
function cookieOf(setCookies: string[]): string {
  return setCookies.map((line) => line.split(';', 1)[0]).join('; ');
}

function asText(registration: Registration): Registration & { email: string } {
  return { ...registration, email: registration.email.toLowerCase() };
}
