/**
 * Faults that leasing must never have. Each is a change of the code that a hurried hand could make; the tests it
 * names must turn red. `find` stands in the file exactly once.
 */
export interface Mutant {
  name: string;
  edits: { file: string; find: string; replace: string }[];
  /** Test files, each of which must fail. */
  caughtBy: string[];
}

const LEASE = 'edge/domain/lease.ts';
const OFFICES = 'edge/objects/pool/lease-offices.ts';
const POOL = 'edge/objects/pool/number-pool-object.ts';
const STORE = 'edge/objects/pool/pool-store.ts';
const ASSIGN = 'edge/domain/assign-numbers.ts';

const PURE = 'tests/property/lease.test.ts';
const MOVES = 'tests/property/moves.test.ts';
const MODEL = 'tests/edge/pool-model.test.ts';

export const MUTANTS: Mutant[] = [
  {
    name: 'waits between choosing a number and promising it',
    edits: [
      {
        file: POOL,
        find: `    return new Promise((answer, fail) => {
      this.#waiting.push({ args, answer, fail });
      if (this.#waiting.length === 1) setTimeout(() => this.#flush(), 0);
    });`,
        replace: `    const config = this.#store.readConfig();
    const office = config?.offices[0]?.office ?? '';
    const now = this.#clock.stamp();
    const free = this.#store.nextFree(office, now);
    await new Promise((resolve) => setTimeout(resolve, 3));
    this.#store.nextFree = () => free;
    try {
      return config ? leaseOffices(this.#store, config, args, now) : { kind: 'gone' };
    } finally {
      Reflect.deleteProperty(this.#store, 'nextFree');
    }`,
      },
    ],
    caughtBy: ['tests/edge/number-pool.test.ts', MODEL],
  },
  {
    name: 'keeps promises in memory only',
    edits: [
      {
        file: POOL,
        find: '    this.#store = new PoolStore(this.#storage.sql);',
        replace: `    this.#storage.sql.exec('DELETE FROM segments');
    this.#storage.sql.exec('UPDATE numbers SET visitor = NULL, expires_at = 0, rest_until = 0');
    this.#store = new PoolStore(this.#storage.sql);`,
      },
    ],
    caughtBy: ['tests/edge/number-pool.test.ts', MODEL],
  },
  {
    name: 'lets a lease live one millisecond longer than promised',
    edits: [{ file: LEASE, find: 'number.expiresAt > now;', replace: 'number.expiresAt >= now;' }],
    caughtBy: ['tests/domain/lease.test.ts', PURE],
  },
  {
    name: 'grants a number in the last millisecond of its lease',
    edits: [
      { file: LEASE, find: 'number.expiresAt <= now &&', replace: 'number.expiresAt <= now + 1 &&' },
      {
        file: STORE,
        find: 'max(rest_until, usable_from) <= ?2 AND expires_at <= ?2',
        replace: 'max(rest_until, usable_from) <= ?2 + 1 AND expires_at <= ?2 + 1',
      },
    ],
    caughtBy: [PURE],
  },
  {
    name: 'shortens a promise when it is renewed',
    edits: [{ file: LEASE, find: 'Math.max(last.expiresAt, now + holdMs)', replace: 'now + holdMs' }],
    caughtBy: ['tests/domain/lease.test.ts', PURE, MODEL],
  },
  {
    name: 'renews the lease of somebody else',
    edits: [
      {
        file: LEASE,
        find: 'return number.visitor === visitor && number.expiresAt > now;',
        replace: 'return number.visitor !== null && visitor !== null && number.expiresAt > now;',
      },
    ],
    caughtBy: ['tests/domain/lease.test.ts', PURE, MODEL],
  },
  {
    name: 'leases the fallback to one visitor',
    edits: [
      {
        file: ASSIGN,
        find: "number: fallback, campaign, office, kind: 'fallback' as const",
        replace: "number: fallback, campaign, office, kind: 'leased' as const",
      },
      {
        file: 'edge/domain/compile-snapshot.ts',
        find: 'numbers: entry.numbers.flatMap((number) => usable(model, number) ?? []),',
        replace:
          'numbers: [...entry.numbers, ...(entry.fallback ? [entry.fallback] : [])].flatMap((number) => usable(model, number) ?? []),',
      },
    ],
    caughtBy: ['tests/domain/assign-numbers.test.ts', MOVES, 'tests/edge/requirements/leases.test.ts'],
  },
  {
    name: 'leases the one number of a static office',
    edits: [
      {
        file: 'edge/domain/compile-snapshot.ts',
        find: '.filter((entry) => active && entry.numbers.length > 1)',
        replace: '.filter((entry) => active && entry.numbers.length > 0)',
      },
    ],
    caughtBy: [MOVES],
  },
  {
    name: 'forgets the rest between two holders',
    edits: [
      { file: LEASE, find: 'number.visitor === visitor || number.restUntil <= now', replace: 'isFree' },
      {
        file: STORE,
        find: 'max(rest_until, usable_from) <= ?2 AND expires_at <= ?2',
        replace: 'usable_from <= ?2 AND expires_at <= ?2',
      },
    ],
    caughtBy: ['tests/domain/lease.test.ts', PURE, MODEL],
  },
  {
    name: 'answers before the promise is stored',
    edits: [
      {
        file: OFFICES,
        find: '  store.promise(number.e164, args.visitor, expiresAt, restUntil);',
        replace: '  setTimeout(() => store.promise(number.e164, args.visitor, expiresAt, restUntil), 5);',
      },
    ],
    caughtBy: [PURE, MODEL],
  },
  {
    name: 'takes seconds for milliseconds',
    edits: [
      {
        file: OFFICES,
        find: '(config.sessionS + config.afterSessionS) * 1000',
        replace: 'config.sessionS + config.afterSessionS',
      },
    ],
    caughtBy: [PURE, MODEL],
  },
  {
    name: 'asks the campaigns in the wrong order',
    edits: [
      {
        file: 'edge/domain/compile-snapshot.ts',
        find: '.sort((a, b) => a.position - b.position)',
        replace: '.sort((a, b) => b.position - a.position)',
      },
    ],
    caughtBy: ['tests/domain/compile-snapshot.test.ts'],
  },
  {
    name: 'counts two grants as one: the fence is not raised',
    edits: [{ file: STORE, find: 'SET value = value + 1 RETURNING', replace: 'SET value = value RETURNING' }],
    caughtBy: ['tests/edge/number-pool.test.ts', PURE, MODEL],
  },
  {
    name: 'lets another pool have a number before the old one has spoken',
    edits: [{ file: ASSIGN, find: "kind === 'leased' ? null :", replace: "kind === 'leased' ? now :" }],
    caughtBy: ['tests/domain/assign-numbers.test.ts', MOVES],
  },
  {
    name: 'extends the lease of a number that is on its way out',
    edits: [{ file: LEASE, find: 'last.draining ? last.expiresAt :', replace: '' }],
    caughtBy: ['tests/domain/lease.test.ts', PURE, MODEL],
  },
  {
    name: 'takes a configuration that is older than the known one',
    edits: [{ file: POOL, find: 'config.version > known.version', replace: 'config.version > 0' }],
    caughtBy: ['tests/edge/number-pool.test.ts', MODEL],
  },
];
