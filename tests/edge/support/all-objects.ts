import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { ObjectName } from '../../../edge/domain/privacy/data-map.ts';
import type { TestAccount } from './account.ts';

/** One value of one column of one object. */
export interface Kept {
  object: ObjectName;
  table: string;
  column: string;
  text: string;
}

/** All that every object of an account, all shards of the guard and the object of people have in storage. */
export async function allObjectsOf({ id }: Pick<TestAccount, 'id'>): Promise<Kept[]> {
  const names = await runInDurableObject(env.ACCOUNT.getByName(`account:${id}`), (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>('SELECT name FROM known_objects')
      .toArray()
      .map(({ name }) => name),
  );
  const of = (kind: string) => names.filter((name) => name.startsWith(`${kind}:`));
  const stubs: [ObjectName, DurableObjectStub][] = [
    ['account', env.ACCOUNT.getByName(`account:${id}`)],
    ['simulator', env.SIM.getByName(`sim:${id}`)],
    ...of('callback').map(
      (name) => ['callback', env.CALLBACK.getByName(name)] as [ObjectName, DurableObjectStub],
    ),
    ...of('pool').map((name) => ['pool', env.POOL.getByName(name)] as [ObjectName, DurableObjectStub]),
    ...of('delivery').map(
      (name) => ['delivery', env.DELIVERY.getByName(name)] as [ObjectName, DurableObjectStub],
    ),
    ...Array.from(
      { length: 64 },
      (_, i) => ['guard', env.GUARD.getByName(`guard:${i}`)] as [ObjectName, DurableObjectStub],
    ),
    ['auth', env.AUTH.getByName('auth')],
  ];
  const kept: Kept[] = [];
  for (const [object, stub] of stubs) kept.push(...(await dump(object, stub)));
  return kept;
}

function dump(object: ObjectName, stub: DurableObjectStub): Promise<Kept[]> {
  return runInDurableObject(stub as never, (_: unknown, { storage }: DurableObjectState) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('_cf_') && !name.startsWith('sqlite_'));
    return tables.flatMap((table) =>
      storage.sql
        .exec(`SELECT * FROM ${table}`)
        .toArray()
        .flatMap((row) =>
          Object.entries(row).flatMap(([column, value]) =>
            value === null ? [] : [{ object, table, column, text: String(value) }],
          ),
        ),
    );
  });
}
