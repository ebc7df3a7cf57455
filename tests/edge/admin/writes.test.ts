import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../edge/keys/ids.ts';
import { type AuditEntry, AuditStore } from '../../../edge/objects/account/audit-store.ts';
import { aBusiness, aShop, aTokenWith, type Business } from '../support/admin.ts';

const OFFICE = { name: 'Main', phone: '+74950001010' };
const codeOf = (body: { type: string }) => body.type.split('/').at(-1);

function auditOf(business: Business, entity: string): Promise<AuditEntry[]> {
  const stub = env.ACCOUNT.getByName(`account:${business.account}`);
  return runInDurableObject(stub, (_, state) => new AuditStore(state.storage.sql).listOf(entity, 10));
}

describe('a change', () => {
  it('needs the version that it was made from', async () => {
    const business = await aBusiness();
    const { id } = await business.make('offices', OFFICE);
    const patch = (headers: Record<string, string>) =>
      business.ask('PATCH', `offices/${id}`, { body: { name: 'N' }, headers });
    expect(codeOf((await patch({})).body)).toBe('precondition_required');
    expect((await patch({})).status).toBe(428);
    for (const tag of ['"2"', 'W/"1"', '1']) {
      expect([tag, (await patch({ 'if-match': tag })).status]).toEqual([tag, 412]);
    }
    const first = await patch({ 'if-match': '"7", "1"' });
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await patch({ 'if-match': '"1"' })).status).toBe(412);
  });

  it('lets one of two writers win', async () => {
    const business = await aBusiness();
    const { id } = await business.make('offices', OFFICE);
    const headers = { 'if-match': '"1"' };
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((name) => business.ask('PATCH', `offices/${id}`, { body: { name }, headers })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('that changes nothing keeps the version and leaves no trace', async () => {
    const business = await aBusiness();
    const { id } = await business.make('offices', OFFICE);
    const { headers } = await business.patch(`offices/${id}`, { name: 'Main', sip: null });
    expect(headers.get('etag')).toBe('"1"');
    expect(await auditOf(business, id)).toHaveLength(1);
  });

  it('puts a field back to its default with null', async () => {
    const business = await aBusiness();
    const { site } = await aShop(business);
    const { id } = await business.make('widgets', {
      name: 'W',
      site,
      style: { accent: '#000000', side: 'left' },
    });
    const { body } = await business.patch(`widgets/${id}`, { style: { accent: null } });
    expect(body.style).toMatchObject({ accent: '#1f5eff', side: 'left' });
    expect((await business.patch(`widgets/${id}`, { name: null })).body.errors).toEqual([
      { path: 'name', code: 'required', message: expect.any(String) },
    ]);
  });

  it('never moves keys and ids', async () => {
    const business = await aBusiness();
    const site = await business.make('sites', { name: 'S', hosts: ['s.example'] });
    const { status, body } = await business.patch(`sites/${site.id}`, { key: 'mine', id: 'mine' });
    expect([status, body.errors.map(({ path }: { path: string }) => path).sort()]).toEqual([
      400,
      ['id', 'key'],
    ]);
    expect((await business.patch(`sites/${site.id}`, { name: 'T' })).body).toMatchObject({
      id: site.id,
      key: site.key,
    });
  });

  it('is not reached by __proto__', async () => {
    const business = await aBusiness();
    const { id } = await business.make('offices', OFFICE);
    const headers = { 'if-match': '*' };
    const body = '{"__proto__":{"name":"evil","phone":null},"name":"N"}';
    const answer = await business.ask('PATCH', `offices/${id}`, { body, headers });
    expect([200, 400]).toContain(answer.status);
    const after = (await business.ask('GET', `offices/${id}`)).body;
    expect(after.phone).toBe(OFFICE.phone);
    expect(after.name).not.toBe('evil');
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });
});

describe('an Idempotency-Key', () => {
  it('makes one entity of two requests, and answers both the same', async () => {
    const business = await aBusiness();
    const post = () =>
      business.ask('POST', 'offices', { body: OFFICE, headers: { 'idempotency-key': 'k1' } });
    const [first, second] = [await post(), await post()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect((await business.ask('GET', 'offices')).body.items).toHaveLength(1);
  });

  it('belongs to one request', async () => {
    const business = await aBusiness();
    const headers = { 'idempotency-key': 'k1' };
    await business.ask('POST', 'offices', { body: OFFICE, headers });
    for (const [path, body] of [
      ['offices', { ...OFFICE, name: 'Other' }],
      ['sites', OFFICE],
    ] as const) {
      const answer = await business.ask('POST', path, { body, headers });
      expect([answer.status, codeOf(answer.body)]).toEqual([422, 'idempotency_mismatch']);
    }
  });

  it('belongs to one token, and does not outlive its right', async () => {
    const business = await aBusiness();
    const headers = { 'idempotency-key': 'k1' };
    const first = await business.ask('POST', 'offices', { body: OFFICE, headers });
    const token = await aTokenWith(business, ['offices:create']);
    const second = await business.ask('POST', 'offices', { body: OFFICE, headers, token });
    expect(second.body.id).not.toBe(first.body.id);
    const reader = await aTokenWith(business, ['offices:view']);
    expect((await business.ask('POST', 'offices', { body: OFFICE, headers, token: reader })).status).toBe(
      403,
    );
  });

  it('of a refused request may be used again', async () => {
    const business = await aBusiness();
    const headers = { 'idempotency-key': 'k1' };
    expect((await business.ask('POST', 'offices', { body: { name: 'Main' }, headers })).status).toBe(400);
    expect((await business.ask('POST', 'offices', { body: OFFICE, headers })).status).toBe(201);
  });

  it('is forgotten after a day', async () => {
    const business = await aBusiness();
    const post = () =>
      business.ask('POST', 'offices', { body: OFFICE, headers: { 'idempotency-key': 'k1' } });
    const first = await post();
    await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, state) => {
      state.storage.sql.exec('UPDATE answers SET at = at - ?', 24 * 3_600_000);
    });
    expect((await post()).body.id).not.toBe(first.body.id);
  });

  it.each(['', 'a b', 'ключ', 'x'.repeat(256)])('"%s" is refused', async (key) => {
    const business = await aBusiness();
    const headers = { 'idempotency-key': encodeURI(key) === key ? key : 'a b' };
    expect((await business.ask('POST', 'offices', { body: OFFICE, headers })).status).toBe(400);
  });
});

describe('the audit', () => {
  it('has a row for every write: who, what and which fields, but no value', async () => {
    const business = await aBusiness();
    const token = await aTokenWith(business, ['*']);
    const { body } = await business.ask('POST', 'offices', { body: OFFICE, token });
    await business.patch(`offices/${body.id}`, { phone: '+74950002020', name: 'Second' });
    await business.ask('DELETE', `offices/${body.id}`);
    const rows = await auditOf(business, body.id);
    expect(rows).toMatchObject([
      { verb: 'delete', kind: 'offices', token: 'First token', fields: [] },
      { verb: 'update', fields: ['name', 'phone'] },
      { verb: 'create', token: 'narrow', fields: expect.arrayContaining(['name', 'phone']) },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/495000|Second/);
  });

  it('has no row of a refused write', async () => {
    const business = await aBusiness();
    const { id } = await business.make('offices', OFFICE);
    await business.patch(`offices/${id}`, { phone: null });
    expect(await auditOf(business, id)).toHaveLength(1);
  });
});

describe('a token', () => {
  it('is known by its hash alone', async () => {
    const business = await aBusiness();
    const rows = await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, state) =>
      state.storage.sql.exec('SELECT * FROM tokens').toArray(),
    );
    expect(JSON.stringify(rows)).not.toContain(business.token);
    expect(rows).toMatchObject([{ hash: await sha256Hex(business.token), scopes: '["*"]' }]);
  });

  it('ends when it expires', async () => {
    const business = await aBusiness();
    const past = await aTokenWith(business, ['*'], Date.now() - 1);
    const future = await aTokenWith(business, ['*'], Date.now() + 60_000);
    expect((await business.ask('GET', 'offices', { token: past })).status).toBe(401);
    expect((await business.ask('GET', 'offices', { token: future })).status).toBe(200);
  });
});

describe('rules of single resources', () => {
  it('keep a number once in an account, and name the one that is there', async () => {
    const business = await aBusiness();
    const { id } = await business.make('numbers', { e164: '+74955550101' });
    const again = await business.ask('POST', 'numbers', { body: { e164: '+74955550101' } });
    expect([again.status, codeOf(again.body), again.body.errors[0].path]).toEqual([409, 'conflict', 'e164']);
    expect(again.body.detail).toContain(id);
    await (await aBusiness()).make('numbers', { e164: '+74955550101' });
  });

  it('let nobody say that a number is moving', async () => {
    const business = await aBusiness();
    const { id } = await business.make('numbers', { e164: '+74955550101' });
    expect((await business.patch(`numbers/${id}`, { status: 'moving' })).status).toBe(400);
  });

  it('ask of an office a phone or a SIP address', async () => {
    const business = await aBusiness();
    const { status, body } = await business.ask('POST', 'offices', { body: { name: 'Nowhere' } });
    expect([status, body.errors[0]]).toMatchObject([400, { path: 'phone', code: 'required' }]);
    await business.make('offices', { name: 'By SIP', sip: 'sip:desk@pbx.example' });
  });

  it('let a widget lead only to sites and offices of its account, each once', async () => {
    const business = await aBusiness();
    const shop = await aShop(business);
    const foreign = await aShop(await aBusiness());
    const body = { name: 'W', site: foreign.site, offices: [shop.office, foreign.office, shop.office] };
    const { status, body: problem } = await business.ask('POST', 'widgets', { body });
    const paths = problem.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
    expect([status, paths]).toEqual([
      400,
      ['site unknown_reference', 'offices.1 unknown_reference', 'offices.2 repeated'],
    ]);
  });

  it('warn of a text that names what stands for nothing, and keep it (S1-74)', async () => {
    const business = await aBusiness();
    const { site, office } = await aShop(business);
    const texts = { en: { lead: 'In %SECTOCALL% or %SECONDS% s' } };
    const widget = await business.make('widgets', { name: 'W', site, offices: [office], texts });
    expect(widget.texts).toEqual(texts);
    expect(widget.warnings).toEqual([
      expect.objectContaining({ code: 'unknown_placeholder', path: 'texts.en.lead' }),
    ]);
  });

  it('warn of a widget that has nobody to call', async () => {
    const business = await aBusiness();
    const { site, office } = await aShop(business);
    const widget = await business.make('widgets', { name: 'W', site });
    expect(widget.warnings).toEqual([expect.objectContaining({ code: 'no_office', path: 'offices' })]);
    expect((await business.patch(`widgets/${widget.id}`, { offices: [office] })).body.warnings).toEqual([]);
  });

  it('keep what a widget names', async () => {
    const business = await aBusiness();
    const { site, office } = await aShop(business);
    const { id } = await business.make('widgets', { name: 'W', site, offices: [office] });
    for (const path of [`sites/${site}`, `offices/${office}`]) {
      expect(codeOf((await business.ask('DELETE', path)).body)).toBe('in_use');
    }
    await business.ask('DELETE', `widgets/${id}`);
    expect((await business.ask('DELETE', `sites/${site}`)).status).toBe(204);
  });
});
