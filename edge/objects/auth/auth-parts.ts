import type { SignedIn } from '../../../shared/contract/admin/person.ts';
import { writeNewcomerMail } from '../../domain/auth-mail.ts';
import type { OutgoingMail } from '../../domain/ports.ts';
import type { Env } from '../../env.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { outboxBoard } from '../../metrics/outbox-board.ts';
import type { AskedFrom } from '../../rpc/auth-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { migrate } from '../migrations.ts';
import { clockMigrations, ObjectClock } from '../object-clock.ts';
import { Outbox, outboxMigrations } from '../outbox.ts';
import { Timers, timerMigrations } from '../timers.ts';
import { ATTEMPT_LIMITS, AttemptStore } from './attempt-limits.ts';
import type { AuthLibrary } from './auth-library.ts';
import { authMailer, owedMail } from './auth-mailer.ts';
import { authMigrations } from './auth-migrations.ts';
import { callLibrary, headersOf } from './call-library.ts';
import { librarySecrets } from './library-secrets.ts';
import { MembershipStore } from './membership-store.ts';
import { makeOwnAccount } from './own-account.ts';
import { PersonStore, type StoredPerson, showPerson } from './person-store.ts';

/** What the object of people works with: its stores, the library, and what every request needs of them. */
export class AuthParts {
  readonly clock: ObjectClock;
  readonly timers: Timers;
  readonly outbox: Outbox;
  readonly people: PersonStore;
  readonly memberships: MembershipStore;
  readonly attempts: AttemptStore;
  readonly #state: DurableObjectState;
  readonly #env: Env;
  #library: Promise<AuthLibrary> | null = null;

  /** Brings the tables up to date. Runs in the constructor of the object, synchronously. */
  constructor(state: DurableObjectState, env: Env) {
    const { storage } = state;
    migrate(storage, [clockMigrations, timerMigrations, outboxMigrations, authMigrations]);
    this.#state = state;
    this.#env = env;
    this.clock = new ObjectClock(storage);
    this.timers = new Timers(storage);
    this.outbox = new Outbox(
      storage,
      this.timers,
      async (target, facts) => {
        const { accepted } = await env.DELIVERY.getByName(target).acceptFacts({ facts });
        return accepted;
      },
      outboxBoard.noterOf('auth', state.id.toString()),
    );
    this.people = new PersonStore(storage.sql);
    this.memberships = new MembershipStore(storage.sql);
    this.attempts = new AttemptStore(storage.sql);
  }

  /** The library, opened once: its secret has to be derived first. */
  open(): Promise<AuthLibrary> {
    this.#library ??= (async () => {
      // Large, and nobody but this object needs it: it is not even read where nobody signs in.
      const { openLibrary } = await import('./auth-library.ts');
      const secrets = await librarySecrets(secretsOf(this.#env));
      const origin = (this.#env.PUBLIC_ORIGIN ?? '').replace(/\/$/, '');
      const mailer = authMailer({ origin, people: this.people, send: (mail) => this.owe(mail) });
      return openLibrary(this.#state.storage.sql, { secrets, origin, mailer });
    })();
    return this.#library;
  }

  /** Who holds the cookie; null for nobody. */
  async session(from: AskedFrom): Promise<{ person: StoredPerson; token: string; cookies: string[] } | null> {
    if (from.cookie === null) return null;
    const { api } = await this.open();
    const answer = await callLibrary(() => api.getSession({ headers: headersOf(from), returnHeaders: true }));
    if (answer.kind === 'refused' || !answer.value) return null;
    const person = this.people.read(answer.value.user.id);
    return person && { person, token: answer.value.session.token, cookies: answer.cookies };
  }

  /** Whoever comes in has an account of their own: the first time it is made, also if that was cut short before. */
  async enter(person: StoredPerson): Promise<SignedIn> {
    if (!this.memberships.owns(person.id)) {
      const account = await makeOwnAccount(this.#env, secretsOf(this.#env), person);
      this.#state.storage.transactionSync(() => {
        const now = this.clock.stamp();
        this.memberships.add(person.id, { account, name: person.name, isOwner: true }, now);
        const sales = this.#env.RINGLET_SALES_EMAIL;
        if (sales) this.owe(writeNewcomerMail(sales, { ...person, account }), `newcomer_${person.id}`);
      });
      this.drain();
    }
    return { user: showPerson(person), accounts: this.memberships.list(person.id) };
  }

  /** Call inside a transaction, or alone; then `drain`. With an id the same letter is owed once. */
  owe(mail: OutgoingMail, id?: string): void {
    const { target, body, key } = owedMail(mail, id);
    this.outbox.add(key, target, key, body, this.clock.stamp());
  }

  /** The refusal of whoever tries too often. */
  limit(key: string | null, kind: keyof typeof ATTEMPT_LIMITS): Refusal | null {
    const waitS = key === null ? 0 : this.attempts.waitS(key, ATTEMPT_LIMITS[kind], this.clock.now());
    if (waitS === 0) return null;
    return {
      kind: 'refused',
      code: 'too_many_attempts',
      detail: 'Wait a little and try again.',
      retryAfterS: waitS,
    };
  }

  /** Counts a try. */
  note(key: string | null): void {
    if (key !== null) this.attempts.note(key, this.clock.stamp());
  }

  /** Sends letters behind the answer. */
  drain(): void {
    this.#state.waitUntil(this.outbox.drain(this.clock.now()));
  }
}
