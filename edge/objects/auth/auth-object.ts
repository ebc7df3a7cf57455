import type { Env } from '../../env.ts';
import { logError } from '../../log.ts';
import type { AuthRpc, DoneAnswer, SignedInAnswer } from '../../rpc/auth-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { OperatedObject } from '../operation/operated-object.ts';
import { attemptKey, cookieOf } from './attempt-key.ts';
import { AuthParts } from './auth-parts.ts';
import { callLibrary, headersOf } from './call-library.ts';
import { showPerson } from './person-store.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  passSecondFactor,
  renewBackupCodes,
} from './second-factor.ts';

type Args<Method extends keyof AuthRpc> = Parameters<AuthRpc[Method]>[0];

const NOT_SIGNED_IN: Refusal = { kind: 'refused', code: 'unauthorized', detail: 'You are not signed in.' };

/**
 * Who people are: one object for the whole deployment, used by admins only. A library keeps passwords and browser
 * sessions; limits on tries, letters and memberships are our own. What a person may do in an account, the account says.
 */
export class AuthObject extends OperatedObject implements AuthRpc {
  readonly #parts: AuthParts;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#parts = new AuthParts(state, env);
    this.#parts.timers.arm();
  }

  async register({ from, registration }: Args<'register'>): Promise<DoneAnswer> {
    const origin = await attemptKey('registration', from.block);
    const mail = await attemptKey('mail', registration.email);
    const refusal = this.#parts.limit(origin, 'registration') ?? this.#parts.limit(mail, 'mail');
    if (refusal) return refusal;
    this.#parts.note(origin);
    this.#parts.note(mail);
    const { api } = await this.#parts.open();
    const body = { ...registration, email: registration.email.toLowerCase(), contacts: '[]' };
    const signUp = () =>
      callLibrary(() => api.signUpEmail({ body, headers: headersOf(from), returnHeaders: true }));
    const answer = await signUp().catch((error: unknown) => {
      // Of two at once with one address the later one finds it taken only when it writes: once more, as a repetition.
      if (!this.#parts.people.findByEmail(body.email)) throw error;
      return signUp();
    });
    this.#parts.drain();
    return answer.kind === 'refused' ? answer : { kind: 'done', cookies: [] };
  }

  async confirm({ from, token }: Args<'confirm'>): Promise<SignedInAnswer> {
    const { api } = await this.#parts.open();
    const answer = await callLibrary(() =>
      api.verifyEmail({ query: { token }, headers: headersOf(from), returnHeaders: true }),
    );
    if (answer.kind === 'refused') return answer;
    // A letter that was used before confirms nothing and signs nobody in.
    const session = await this.#parts.session({ ...from, cookie: cookieOf(answer.cookies) });
    if (!session)
      return { kind: 'refused', code: 'bad_link', detail: 'This link was used already. Sign in.' };
    return { kind: 'signed_in', who: await this.#parts.enter(session.person), cookies: answer.cookies };
  }

  async signIn({ from, email, password, code = null }: Args<'signIn'>): Promise<SignedInAnswer> {
    const byMail = await attemptKey('password', email);
    const byOrigin = await attemptKey('origin', from.block);
    const refusal = this.#parts.limit(byMail, 'password') ?? this.#parts.limit(byOrigin, 'origin');
    if (refusal) return refusal;
    // Counted before it is judged: many at once are counted too.
    this.#parts.note(byMail);
    this.#parts.note(byOrigin);
    const { api } = await this.#parts.open();
    const answer = await callLibrary(() =>
      api.signInEmail({ body: { email, password }, headers: headersOf(from), returnHeaders: true }),
    );
    this.#parts.drain();
    if (answer.kind === 'refused') return answer;
    const person = this.#parts.people.findByEmail(email);
    if (!person) return NOT_SIGNED_IN;
    const given = { user: person.id, cookies: answer.cookies, code };
    const passed = person.hasSecondFactor ? await passSecondFactor(this.#parts, from, given) : answer;
    if (passed.kind === 'refused') return passed;
    if (byMail !== null) this.#parts.attempts.forgive(byMail);
    return { kind: 'signed_in', who: await this.#parts.enter(person), cookies: passed.cookies };
  }

  async who({ from }: Args<'who'>): ReturnType<AuthRpc['who']> {
    const session = await this.#parts.session(from);
    if (!session) return { who: null, cookies: [] };
    return { who: await this.#parts.enter(session.person), cookies: session.cookies };
  }

  async signOut({ from }: Args<'signOut'>): Promise<DoneAnswer> {
    const { api } = await this.#parts.open();
    const answer = await callLibrary(() => api.signOut({ headers: headersOf(from), returnHeaders: true }));
    return answer.kind === 'refused' ? answer : { kind: 'done', cookies: answer.cookies };
  }

  async listSessions({ from }: Args<'listSessions'>): ReturnType<AuthRpc['listSessions']> {
    const session = await this.#parts.session(from);
    if (!session) return NOT_SIGNED_IN;
    const sessions = this.#parts.people.listSessions(
      session.person.id,
      session.token,
      this.#parts.clock.now(),
    );
    return { kind: 'sessions', sessions };
  }

  async endSessions({ from, id }: Args<'endSessions'>): Promise<DoneAnswer> {
    const session = await this.#parts.session(from);
    if (!session) return NOT_SIGNED_IN;
    if (!this.#parts.people.endSessions(session.person.id, id) && id !== null) {
      return { kind: 'refused', code: 'not_found', detail: 'There is no such session.' };
    }
    return { kind: 'done', cookies: [] };
  }

  async requestReset({ from, email }: Args<'requestReset'>): Promise<DoneAnswer> {
    const key = await attemptKey('mail', email);
    const origin = await attemptKey('registration', from.block);
    const refusal = this.#parts.limit(key, 'mail') ?? this.#parts.limit(origin, 'registration');
    if (refusal) return refusal;
    this.#parts.note(key);
    this.#parts.note(origin);
    const { api } = await this.#parts.open();
    await callLibrary(() =>
      api.requestPasswordReset({ body: { email }, headers: headersOf(from), returnHeaders: true }),
    );
    this.#parts.drain();
    return { kind: 'done', cookies: [] };
  }

  async reset({ from, token, password }: Args<'reset'>): Promise<DoneAnswer> {
    const { api } = await this.#parts.open();
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
    const session = await this.#parts.session(from);
    if (!session) return NOT_SIGNED_IN;
    const key = await attemptKey('password', session.person.email);
    const refusal = this.#parts.limit(key, 'password');
    if (refusal) return refusal;
    this.#parts.note(key);
    const { api } = await this.#parts.open();
    const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
    const answer = await callLibrary(() =>
      api.changePassword({ body, headers: headersOf(from), returnHeaders: true }),
    );
    if (answer.kind === 'refused') return answer;
    if (key !== null) this.#parts.attempts.forgive(key);
    return { kind: 'done', cookies: answer.cookies };
  }

  async beginSecondFactor(args: Args<'beginSecondFactor'>): ReturnType<AuthRpc['beginSecondFactor']> {
    return beginSecondFactor(this.#parts, args);
  }

  async confirmSecondFactor(args: Args<'confirmSecondFactor'>): Promise<DoneAnswer> {
    return confirmSecondFactor(this.#parts, args);
  }

  async endSecondFactor(args: Args<'endSecondFactor'>): Promise<DoneAnswer> {
    return endSecondFactor(this.#parts, args);
  }

  async renewBackupCodes(args: Args<'renewBackupCodes'>): ReturnType<AuthRpc['renewBackupCodes']> {
    return renewBackupCodes(this.#parts, args);
  }

  async changeProfile({ from, profile }: Args<'changeProfile'>): ReturnType<AuthRpc['changeProfile']> {
    const session = await this.#parts.session(from);
    if (!session) return NOT_SIGNED_IN;
    this.#parts.people.save(session.person.id, profile, this.#parts.clock.stamp());
    const person = showPerson({ ...session.person, ...profile });
    return { kind: 'person', person, cookies: session.cookies };
  }

  async findPerson({ email }: Args<'findPerson'>): ReturnType<AuthRpc['findPerson']> {
    const person = this.#parts.people.findByEmail(email);
    if (!person?.isConfirmed) return { person: null };
    return { person: { id: person.id, email: person.email, name: person.name } };
  }

  async setMembership({ user, account, name, isMember }: Args<'setMembership'>): Promise<void> {
    if (isMember)
      this.#parts.memberships.add(user, { account, name, isOwner: false }, this.#parts.clock.stamp());
    else this.#parts.memberships.remove(user, account);
  }

  override async alarm(): Promise<void> {
    await this.#parts.timers.run(
      this.#parts.clock.now(),
      async ({ kind }) => {
        if (kind === 'outbox') await this.#parts.outbox.drain(this.#parts.clock.now());
      },
      logError('auth timer'),
    );
  }
}
