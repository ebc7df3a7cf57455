import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../edge/keys/ids.ts';
import { AccountStore } from '../../../edge/objects/account/account-store.ts';
import { handleAdmin } from '../../../edge/objects/account/admin.ts';
import type { AdminContext } from '../../../edge/objects/account/admin-context.ts';
import type { AdminAnswer, AdminRequest } from '../../../edge/rpc/admin-rpc.ts';
import { aBusiness, aNumber, type Business } from '../support/admin.ts';

/** One request to the account's code, with a part of its surroundings put differently. */
async function handle(
  business: Business,
  surroundings: Partial<AdminContext>,
  request: Pick<AdminRequest, 'resource' | 'verb'> & Partial<AdminRequest>,
): Promise<AdminAnswer> {
  const tokenHash = await sha256Hex(business.token);
  return runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, { storage }) =>
    handleAdmin(
      {
        storage,
        timers: { set: () => {} },
        account: new AccountStore(storage.sql).find(),
        now: Date.now(),
        numberUses: () => new Map(),
        queues: { control: () => {}, isPaused: () => false },
        owe: () => {},
        publish: () => ({ sites: [] }),
        ...surroundings,
      },
      { account: business.account, tokenHash, requestId: 'r1', ...request },
    ),
  );
}

function countRows(business: Business): Promise<number[]> {
  return runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, { storage }) =>
    ["entities WHERE kind = 'offices'", "entities WHERE kind = 'audit'", 'answers'].map((rows) =>
      Number(storage.sql.exec(`SELECT count(*) AS n FROM ${rows}`).one().n),
    ),
  );
}

const OFFICE = {
  resource: 'offices',
  verb: 'create',
  body: { name: 'Main', phone: '+74950001010' },
} as const;

describe('a write that cannot be published', () => {
  it('is refused and leaves nothing behind', async () => {
    const business = await aBusiness();
    const refusal = { kind: 'refused', code: 'conflict', detail: 'not now' } as const;
    const request = { ...OFFICE, idempotencyKey: 'k1', bodyHash: 'h' };
    expect(await handle(business, { publish: () => refusal }, request)).toEqual(refusal);
    expect(await countRows(business)).toEqual([0, 0, 0]);
    expect(await handle(business, {}, request)).toMatchObject({ kind: 'entity', created: true });
    expect(await countRows(business)).toEqual([1, 1, 1]);
  });

  it('is undone also when publishing breaks', async () => {
    const business = await aBusiness();
    const publish = () => {
      throw new Error('broken');
    };
    await expect(handle(business, { publish }, OFFICE)).rejects.toThrow('broken');
    expect(await countRows(business)).toEqual([0, 0, 0]);
  });

  it('tells the sites that changed', async () => {
    const business = await aBusiness();
    expect(await handle(business, { publish: () => ({ sites: ['s1'] }) }, OFFICE)).toMatchObject({
      sites: ['s1'],
    });
  });
});

describe('a number on its way to another campaign', () => {
  it('is shown and found as moving, and stays until nobody is promised it', async () => {
    const business = await aBusiness();
    const moving = await business.make('numbers', aNumber(1));
    const still = await business.make('numbers', aNumber(2));
    const numberUses = () => new Map([[moving.id, { campaign: null, shield: false, moving: true }]]);
    const list = (status: string) =>
      handle(business, { numberUses }, { resource: 'numbers', verb: 'list', query: { status } });
    expect(await list('moving')).toMatchObject({ items: [{ id: moving.id, status: 'moving' }] });
    expect(await list('active')).toMatchObject({ items: [{ id: still.id, status: 'active' }] });
    const remove = { resource: 'numbers', verb: 'delete', id: moving.id } as const;
    expect(await handle(business, { numberUses }, remove)).toMatchObject({
      kind: 'refused',
      code: 'conflict',
    });
    expect(await handle(business, {}, remove)).toMatchObject({ kind: 'done' });
  });
});

describe('an account that was never made', () => {
  it('knows no token', async () => {
    const business = await aBusiness();
    const refused = await handle(business, { account: null }, { resource: 'sites', verb: 'list' });
    expect(refused).toMatchObject({ kind: 'refused', code: 'unauthorized' });
    const stub = env.ACCOUNT.getByName(`account:${crypto.randomUUID()}`);
    const tokenHash = await sha256Hex(business.token);
    const request = {
      account: business.account,
      tokenHash,
      requestId: 'r',
      resource: 'sites',
      verb: 'list',
    } as const;
    expect(await stub.admin(request)).toMatchObject({ kind: 'refused', code: 'unauthorized' });
  });
});
