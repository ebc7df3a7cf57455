import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ENTITY_DATA } from '../../edge/domain/privacy/common-data.ts';
import { DATA_MAP, type ObjectName } from '../../edge/domain/privacy/data-map.ts';
import { RESOURCE_KINDS } from '../../edge/domain/resource-model.ts';
import { aShop } from './support/account.ts';
import { allObjectsOf } from './support/all-objects.ts';
import { orderAndCall } from './support/canary.ts';

/** Every table of an object with its columns, as SQLite has them. */
async function columnsOf(stub: DurableObjectStub): Promise<Record<string, string[]>> {
  return runInDurableObject(stub as never, (_: unknown, { storage }: DurableObjectState) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .map(({ name }) => name)
      // The platform's own.
      .filter((name) => !name.startsWith('_cf_') && !name.startsWith('sqlite_'));
    return Object.fromEntries(
      tables.map((table) => [
        table,
        storage.sql
          .exec<{ name: string }>('SELECT name FROM pragma_table_info(?)', table)
          .toArray()
          .map(({ name }) => name),
      ]),
    );
  });
}

const STUBS: Record<ObjectName, (account: string) => DurableObjectStub> = {
  account: (id) => env.ACCOUNT.getByName(`account:${id}`),
  callback: (id) => env.CALLBACK.getByName(`callback:${id}:x`),
  pool: (id) => env.POOL.getByName(`pool:${id}:x`),
  delivery: (id) => env.DELIVERY.getByName(`delivery:${id}:mail`),
  simulator: (id) => env.SIM.getByName(`sim:${id}`),
  guard: () => env.GUARD.getByName('guard:0'),
  auth: () => env.AUTH.getByName('auth'),
};

describe('the map of data', () => {
  it.each(Object.keys(DATA_MAP) as ObjectName[])(
    'has every column of every table of %s, and no other',
    async (name) => {
      const shop = await aShop();
      const real = await columnsOf(STUBS[name](shop.id));
      const mapped = Object.entries(DATA_MAP[name]).map(([table, { columns }]) => [
        table,
        Object.keys(columns).toSorted(),
      ]);
      const found = Object.entries(real).map(([table, columns]) => [table, columns.toSorted()]);
      expect(Object.fromEntries(mapped)).toEqual(Object.fromEntries(found));
    },
  );

  it('says of every kind of entity whose data it is', () => {
    expect(Object.keys(ENTITY_DATA).toSorted()).toEqual([...RESOURCE_KINDS].toSorted());
  });

  it('has a way to go for every column that may hold a visitor', () => {
    for (const [object, tables] of Object.entries(DATA_MAP)) {
      for (const [table, { columns, erase }] of Object.entries(tables)) {
        const isKept = table === 'privacy_jobs';
        const holds = Object.values(columns).includes('visitor');
        expect([object, table, erase !== undefined || isKept]).toEqual([object, table, holds]);
      }
    }
  });

  it('is right: what a visitor has left stands in columns of visitors and nowhere else', async () => {
    const { shop, canaries } = await orderAndCall();
    const found: string[] = [];
    for (const { object, table, column, text } of await allObjectsOf(shop)) {
      if (!canaries.some((canary) => text.includes(canary))) continue;
      const holds = DATA_MAP[object][table]?.columns[column];
      found.push(`${object}.${table}.${column}`);
      expect([object, table, column, holds]).toEqual([object, table, column, 'visitor']);
    }
    expect(found).toEqual(
      expect.arrayContaining([
        ...['account.entities.body', 'account.call_events.raw', 'callback.callbacks.order_body'],
        ...['delivery.queue.message', 'simulator.legs.to_address', 'pool.segments.page'],
      ]),
    );
  });
});
