import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { csvRow } from '../../edge/domain/csv-cell.ts';
import { aBusiness, aTokenWith, type Business } from './support/admin.ts';
import { readCsv } from './support/csv.ts';

const accountOf = ({ account }: Business) => env.ACCOUNT.getByName(`account:${account}`);

/** Lets the account work until the job is over; answers it. */
async function finish(business: Business, id: unknown) {
  for (let i = 0; i < 300; i++) {
    const { body } = await business.ask('GET', `jobs/${id}`);
    if (body.status !== 'running') return body;
    await runDurableObjectAlarm(accountOf(business));
  }
  throw new Error('the job does not end');
}

async function reportOf(business: Business, id: unknown, query = '') {
  return (await business.ask('GET', `jobs/${id}/report${query}`)).body;
}

const numberOf = (i: number) => `+7495${String(1_000_000 + i)}`;

describe('an import of numbers', () => {
  it('makes each row that is right and reports each that is not, with its number', async () => {
    const business = await aBusiness();
    await business.make('numbers', { e164: '+74951230000' });
    const csv = [
      'Номер;Регион;cost;status',
      '8 (495) 123-00-01;Москва;15000;',
      '74951230002;"Moscow; West";;active',
      '+74951230000;;;',
      'next door;;;',
      "+74951230001;'=2+2;;",
      '+74951230003;;cheap;',
      '',
    ].join('\r\n');
    const job = await business.make('numbers/import', { csv });
    expect(job).toMatchObject({ kind: 'import', of: 'numbers', status: 'running', total: 6, done: 0 });
    const done = await finish(business, job.id);
    expect(done).toMatchObject({ status: 'done', total: 6, done: 6, created: 2, refused: 4 });
    const { items } = await reportOf(business, job.id);
    const told = items.map(({ row, outcome, errors }: never) => [row, outcome, errors] as const);
    expect(told).toEqual([
      [1, 'created', []],
      [2, 'created', []],
      [3, 'refused', [expect.objectContaining({ path: 'e164', code: 'taken' })]],
      [4, 'refused', [expect.objectContaining({ path: 'e164', code: 'invalid_format' })]],
      [5, 'refused', [expect.objectContaining({ path: 'e164', code: 'taken' })]],
      [6, 'refused', [expect.objectContaining({ path: 'cost', code: 'invalid_type' })]],
    ]);
    const { body } = await business.ask('GET', 'numbers');
    expect(body.items.slice(1)).toEqual([
      expect.objectContaining({
        e164: '+74951230001',
        region: 'Москва',
        cost: 15_000,
        status: 'not_connected',
      }),
      expect.objectContaining({ e164: '+74951230002', region: 'Moscow; West', status: 'active' }),
    ]);
  });

  it('takes back what the list of numbers gave out', async () => {
    const [from, to] = [await aBusiness(), await aBusiness()];
    for (let i = 0; i < 5; i++) await from.make('numbers', { e164: numberOf(i), region: `=${i}`, cost: i });
    const { body: csv } = await from.ask('GET', 'numbers', { headers: { accept: 'text/csv' } });
    const job = await to.make('numbers/import', { csv });
    expect(await finish(to, job.id)).toMatchObject({ created: 5, refused: 0 });
    const strip = (list: never[]) => list.map(({ id: _, ...rest }: { id: string }) => rest);
    const [before, after] = [await from.ask('GET', 'numbers'), await to.ask('GET', 'numbers')];
    expect(strip(after.body.items)).toEqual(strip(before.body.items));
  });

  it('of ten thousand rows goes in slices, and goes on where a crash cut it short', async () => {
    const business = await aBusiness();
    const rows = Array.from({ length: 10_000 }, (_, i) => ({ e164: numberOf(i) }));
    const job = await business.make('numbers/import', { rows });
    await runDurableObjectAlarm(accountOf(business));
    const { body: begun } = await business.ask('GET', `jobs/${job.id}`);
    expect(begun.done).toBeGreaterThan(0);
    expect([begun.done % 100, begun.done === begun.created]).toEqual([0, true]);
    // What a crash leaves: the slice is not stored, and the timer is as it was. Nothing else is kept in memory.
    await runInDurableObject(accountOf(business), (_, state) => {
      try {
        state.storage.transactionSync(() => {
          state.storage.sql.exec("UPDATE job_rows SET outcome = 'created' WHERE outcome IS NULL");
          throw new Error('killed');
        });
      } catch {
        // rolled back, as it would be
      }
    });
    const done = await finish(business, job.id);
    expect(done).toMatchObject({ status: 'done', done: 10_000, created: 10_000, refused: 0 });
    const count = await runInDurableObject(accountOf(business), (_, { storage }) =>
      Number(storage.sql.exec("SELECT count(*) AS n FROM entities WHERE kind = 'numbers'").one().n),
    );
    expect(count).toBe(10_000);
  });

  it('is refused as a whole if it cannot be read', async () => {
    const business = await aBusiness();
    const refused = async (body: object) => {
      const answer = await business.ask('POST', 'numbers/import', { body });
      return [answer.status, answer.body.errors?.[0]?.path, answer.body.errors?.[0]?.code];
    };
    expect(await refused({})).toEqual([400, 'rows', 'custom']);
    expect(await refused({ csv: 'e164' })).toEqual([400, 'csv', 'too_short']);
    expect(await refused({ csv: 'e164\n"+7495' })).toEqual([400, 'csv', 'unclosed_quote']);
    expect(await refused({ csv: 'e164,e164\n1,2' })).toEqual([400, 'csv', 'repeated']);
    const many = Array.from({ length: 10_001 }, () => ({ e164: '+74951230000' }));
    expect(await refused({ rows: many })).toEqual([400, 'rows', 'too_long']);
    expect((await business.ask('GET', 'jobs')).body.items).toEqual([]);
  });
});

describe('an import of offices', () => {
  it('takes telephones and SIP addresses, and refuses an office without either or without a name', async () => {
    const business = await aBusiness();
    const rows = [
      { name: 'Showroom', phone: '8 495 000-10-10', notifications: 'a@b.example; c@d.example' },
      { name: 'Support', sip: 'sip:desk@pbx.example', extension: '12' },
      { name: 'Nowhere' },
      { phone: '+74950001011' },
      { name: 'Odd', phone: '+74950001012', colour: 'red' },
    ];
    const job = await business.make('offices/import', { rows });
    expect(await finish(business, job.id)).toMatchObject({ of: 'offices', created: 2, refused: 3 });
    const { items } = await reportOf(business, job.id, '?outcome=refused');
    expect(items.map(({ row, errors }: never) => [row, (errors as { path: string }[])[0]?.path])).toEqual([
      [3, 'phone'],
      [4, 'name'],
      [5, 'colour'],
    ]);
    const phones = await business.ask('GET', 'offices?kind=office');
    expect(phones.body.items).toEqual([
      expect.objectContaining({
        name: 'Showroom',
        phone: '+74950001010',
        notifications: [
          { email: 'a@b.example', on: 'all' },
          { email: 'c@d.example', on: 'all' },
        ],
      }),
    ]);
    const sips = await business.ask('GET', 'offices?kind=sip');
    expect(sips.body.items.map(({ name }: { name: string }) => name)).toEqual(['Support']);
  });
});

describe('a job', () => {
  it('is cancelled: what it made stays, and the rest is never looked at', async () => {
    const business = await aBusiness();
    const rows = Array.from({ length: 250 }, (_, i) => ({ e164: numberOf(i) }));
    const job = await business.make('numbers/import', { rows });
    const cancelled = await business.ask('POST', `jobs/${job.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', total: 250 });
    const { done } = cancelled.body;
    await runDurableObjectAlarm(accountOf(business));
    expect((await business.ask('GET', `jobs/${job.id}`)).body).toMatchObject({ done, created: done });
    const again = await business.ask('POST', `jobs/${job.id}/cancel`);
    expect([again.status, again.body.endedAt]).toEqual([200, cancelled.body.endedAt]);
  });

  it('is made once for each Idempotency-Key, and no more than three at a time', async () => {
    const business = await aBusiness();
    const rows = Array.from({ length: 9_000 }, (_, i) => ({ e164: numberOf(i) }));
    const headers = { 'idempotency-key': 'import-1' };
    const [once, again] = [
      await business.ask('POST', 'numbers/import', { body: { rows }, headers }),
      await business.ask('POST', 'numbers/import', { body: { rows }, headers }),
    ];
    expect(again.body.id).toBe(once.body.id);
    const answers = [];
    for (let i = 0; i < 3; i++)
      answers.push(await business.ask('POST', 'offices/import', { body: { rows } }));
    expect(answers.map(({ status }) => status)).toContain(409);
    for (const { id } of (await business.ask('GET', 'jobs')).body.items) {
      await business.ask('POST', `jobs/${id}/cancel`);
    }
  });

  it('has a report that goes out as a file without formulas, all of its pages', async () => {
    const business = await aBusiness();
    const rows = Array.from({ length: 300 }, (_, i) => ({ e164: numberOf(i), [`=col${i}`]: 'x' }));
    const job = await business.make('numbers/import', { rows });
    await finish(business, job.id);
    const first = await reportOf(business, job.id, '?outcome=refused');
    expect([first.items.length, first.nextAfter]).toEqual([250, 250]);
    expect((await reportOf(business, job.id, '?after=250')).items).toHaveLength(50);
    const file = await business.ask('GET', `jobs/${job.id}/report`, { headers: { accept: 'text/csv' } });
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${job.id}.csv"`);
    const lines = readCsv(file.body);
    expect(lines).toHaveLength(300);
    expect(lines[0]).toMatchObject({
      row: '1',
      outcome: 'refused',
      field: "'=col0",
      code: 'unrecognized_key',
    });
    expect(csvRow(['=1'])).toBe("'=1\r\n");
  });

  it('needs the right to add what it brings in, and nobody else’s is there', async () => {
    const business = await aBusiness();
    const body = { rows: [{ e164: '+74951230001' }] };
    const narrow = await aTokenWith(business, ['offices:create', 'numbers:view', 'numbers:edit']);
    expect((await business.ask('POST', 'numbers/import', { body, token: narrow })).status).toBe(403);
    const token = await aTokenWith(business, ['numbers:create']);
    const made = await business.ask('POST', 'numbers/import', { body, token });
    expect(made.status).toBe(201);
    expect((await business.ask('GET', `jobs/${made.body.id}`, { token })).status).toBe(403);
    const stranger = await aBusiness();
    expect((await stranger.ask('GET', `jobs/${made.body.id}/report`)).status).toBe(404);
  });
});
