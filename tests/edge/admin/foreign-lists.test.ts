import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESOURCE_KINDS, type ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { decodeBase64Url, encodeBase64Url } from '../../../edge/keys/base64url.ts';
import type { AccountRpc } from '../../../edge/rpc/account-rpc.ts';
import type { AdminAnswer, AdminRequest } from '../../../edge/rpc/admin-rpc.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import { attach, businessOf, give } from '../support/access.ts';
import { send } from '../support/admin.ts';
import { anEntityOfEach } from '../support/entities.ts';
import { HOSTILE } from '../support/fuzz/hostile-values.ts';
import { aPerson } from '../support/people.ts';

/**
 * Whatever a list is asked for by, it holds what the one who asks may see and nothing else: not what lies outside a role
 * of single items, not what another account has, by no cursor, filter, order or form.
 */

const LISTS = 10_000;

type Ids = Record<ResourceKind, string>;

/** An account with one of each that a guest was given and one that they were not, and another account. */
async function aWorld() {
  const [owner, guest, stranger] = [await aPerson(), await aPerson(), await aPerson()];
  const host = businessOf(owner);
  const given = await anEntityOfEach(host, 'given');
  const withheld = await anEntityOfEach(host, 'withheld');
  const foreign = await anEntityOfEach(businessOf(stranger), 'foreign');
  const { id, email, name } = guest.user;
  const member = await attach(host, { id, email, name });
  await give(host, member, {
    rights: RESOURCE_KINDS.map((kind) => ({ entity: kind, may: ['view'], items: [given[kind]] })),
  });
  return { owner, guest, stranger, given, withheld, foreign };
}

const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Parameters of a list as somebody would write them who looks for what is not theirs. */
function queries(
  kind: ResourceKind,
  ids: readonly Ids[],
  cursors: readonly string[],
): fc.Arbitrary<Record<string, string>> {
  const { filters, entity, sorts } = RESOURCES[kind];
  const values = fc.oneof(
    fc.constantFrom(...ids.flatMap((set) => Object.values(set))),
    fc.constantFrom('true', 'false', 'given', 'withheld', 'foreign', 'active', '%', '_', "' OR 1=1 --"),
    HOSTILE.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))),
  );
  const known = fc.constantFrom(...Object.keys(entity.shape));
  const hidden = fc.constantFrom('kind', 'seq', 'body', 'account', '__proto__');
  const order = mostly(fc.constantFrom(...sorts), fc.oneof(known, hidden));
  const odd = fc.constantFrom('', 'x', ...cursors).chain(tampered(ids));
  return fc
    .record(
      {
        limit: mostly(fc.constantFrom('1', '2', '100'), fc.constantFrom('0', '101', '-1')),
        cursor: fc.oneof(fc.constantFrom(...cursors), odd),
        fields: mostly(known, hidden),
        sort: fc.tuple(fc.constantFrom('', '-'), order).map((both) => both.join('')),
      },
      { requiredKeys: [] },
    )
    .chain((query) =>
      fc
        .dictionary(mostly(fc.constantFrom(...filters), fc.constant('id')), values, {
          maxKeys: 1,
          noNullPrototype: true,
        })
        .map((filter) => ({ ...query, ...filter })),
    );
}

/** A cursor with another list, value or id in it: it is not signed, because it grants nothing. */
const tampered = (ids: readonly Ids[]) => (cursor: string) => {
  const bytes = decodeBase64Url(cursor);
  const text = bytes ? new TextDecoder().decode(bytes) : '["",0,""]';
  const parts = text.startsWith('[') ? (JSON.parse(text) as unknown[]) : ['', 0, ''];
  const id = fc.constantFrom(...ids.flatMap((set) => Object.values(set)), '', 'zzzz');
  const value = fc.oneof(fc.constantFrom<unknown>(-1, 0, 1e9, null, {}, '', 'zzzz', "' OR 1=1 --"), id);
  return fc.tuple(fc.constantFrom(0, 1, 2), value, id).map(([at, put, other]) => {
    const changed = parts.map((part, i) => (i === at ? (at === 2 ? other : put) : part));
    return encodeBase64Url(new TextEncoder().encode(JSON.stringify(changed)));
  });
};

describe('a list that is asked for in every odd way', () => {
  it(`holds nothing that is not one’s to see, in ${LISTS} lists`, { timeout: 120_000 }, async () => {
    const { owner, guest, given, withheld, foreign, stranger } = await aWorld();
    const asker = ({ id, email, name }: { id: string; email: string; name: string }) => ({ id, email, name });
    const hidden = new Set([...Object.values(withheld), ...Object.values(foreign)]);
    const each = Math.ceil(LISTS / RESOURCE_KINDS.length / 2);
    let tried = 0;
    let rows = 0;
    await runInDurableObject(env.ACCOUNT.getByName(`account:${owner.account}`), async (instance) => {
      const object = instance as unknown as AccountRpc;
      const ask = (kind: ResourceKind, user: AdminRequest['user'], query: Record<string, string>) =>
        object.admin({
          account: owner.account,
          requestId: 'r',
          resource: kind,
          verb: 'list',
          query,
          ...(user && { user }),
        }) as Promise<AdminAnswer>;
      for (const kind of RESOURCE_KINDS) {
        const cursors = await cursorsOf(kind, owner.account, stranger.account, (query) =>
          ask(kind, asker(owner.user), query),
        );
        const sets = [given, withheld, foreign];
        for (const query of fc.sample(queries(kind, sets, cursors), { seed: 20261121, numRuns: 2 * each })) {
          tried += 1;
          const isOwner = tried % 2 === 0;
          const answer = await ask(kind, asker((isOwner ? owner : guest).user), query);
          if (answer.kind === 'refused') {
            expect([400, answer.code]).toEqual([
              400,
              expect.stringMatching(/^(invalid|unknown_parameter|bad_cursor|rate_limited)$/),
            ]);
            if (answer.code === 'rate_limited') throw new Error('the limit on requests hides what is tried');
            continue;
          }
          if (answer.kind !== 'list') throw new Error(answer.kind);
          rows += answer.items.length;
          const seen = answer.items.map(({ id }) => String(id));
          const wrong = seen.filter((id) => (isOwner ? Object.values(foreign).includes(id) : hidden.has(id)));
          expect([kind, query, wrong]).toEqual([kind, query, []]);
        }
      }
    });
    expect(tried).toBeGreaterThanOrEqual(LISTS);
    expect(rows).toBeGreaterThan(1_000);
  });

  it('is the same as CSV and NDJSON', async () => {
    const { owner, guest, given, withheld } = await aWorld();
    for (const kind of RESOURCE_KINDS.filter((name) => name !== 'deliveries')) {
      for (const accept of ['text/csv', 'application/x-ndjson']) {
        const { body } = await guest.ask(
          'GET',
          `/accounts/${owner.account}/${RESOURCES[kind].path ?? kind}`,
          {
            headers: { accept },
          },
        );
        const answer = typeof body === 'string' ? body : JSON.stringify(body);
        expect([kind, accept, answer.includes(withheld[kind])]).toEqual([kind, accept, false]);
        expect([kind, accept, answer.includes(given[kind]) || answer.includes('forbidden')]).toEqual([
          kind,
          accept,
          true,
        ]);
      }
    }
  });
});

/** Cursors that there are: of this list in several orders, of another list, of another account. */
async function cursorsOf(
  kind: ResourceKind,
  account: string,
  foreign: string,
  ask: (query: Record<string, string>) => Promise<AdminAnswer>,
): Promise<string[]> {
  const first = await ask({ limit: '1' });
  const own = first.kind === 'list' && first.nextCursor ? [first.nextCursor] : [];
  const made = (list: string, value: string | number) =>
    encodeBase64Url(new TextEncoder().encode(JSON.stringify([list, value, ''])));
  return [
    ...own,
    made(`${account}/${kind}/`, 0),
    made(`${foreign}/${kind}/`, 0),
    made(`${account}/tokens/`, 0),
  ];
}

describe('what is asked for by somebody else’s ids', () => {
  it('is not there: replays, places of links, and questions', async () => {
    const { stranger, foreign, owner, given } = await aWorld();
    const own = businessOf(owner);
    const replay = {
      destination: foreign.webhooks,
      from: '2026-01-01T00:00:00Z',
      to: '2026-12-31T00:00:00Z',
    };
    const tries: [method: string, path: string, body: object][] = [
      ['PUT', 'deliveries/replay', replay],
      ['PUT', 'deliveries/pause', { destination: foreign.webhooks }],
      ['POST', `deliveries/${foreign.deliveries}/replay`, {}],
      ['POST', 'campaigns/replay', { site: foreign.sites, order: [foreign.campaigns] }],
      ['PUT', 'campaigns/order', { order: [given.campaigns, foreign.campaigns] }],
      ['POST', 'explain', { site: foreign.sites, url: 'https://foreign.example/' }],
      ['POST', 'grants', { member: foreign.members, role: foreign.roles }],
      [
        'POST',
        'campaigns',
        {
          name: 'C',
          site: foreign.sites,
          offices: [{ office: foreign.offices, selectors: [], numbers: [foreign.numbers] }],
        },
      ],
      [
        'POST',
        'widgets',
        {
          name: 'W',
          site: foreign.sites,
          offices: [foreign.offices],
          schedule: foreign.schedules,
          styleId: foreign.styles,
        },
      ],
    ];
    for (const [method, path, body] of tries) {
      const answer = await own.ask(method, path, { body });
      expect([path, [400, 404, 409].includes(answer.status)]).toEqual([path, true]);
    }
    const funnel = await own.ask(
      'GET',
      `widgets/funnel?widget=${foreign.widgets}&from=2026-12-01&to=2026-12-02`,
    );
    expect(JSON.stringify(funnel.body)).not.toContain(stranger.account);
  });

  it('has no Idempotency-Key that answers for another account', async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    const make = ({ account, ask }: typeof one) =>
      ask('POST', `/accounts/${account}/sites`, {
        body: { name: 'Mine', hosts: ['mine.example'] },
        headers: { 'idempotency-key': 'the-very-same-key' },
      });
    const [first, second] = [await make(one), await make(other)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).not.toBe(first.body.id);
    const { status } = await send(
      'GET',
      `${ADMIN_PATH}/accounts/${other.account}/sites/${first.body.id}`,
      {},
    );
    expect(status).toBe(401);
  });
});
