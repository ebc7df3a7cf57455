import { afterAll, describe, expect, it } from 'vitest';
import type { ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { aBusiness, type Business, send } from '../support/admin.ts';
import { anEntityOfEach } from '../support/entities.ts';
import { type DocumentTarget, documentTargets, followed } from '../support/fuzz/document-targets.ts';
import { placedExample } from '../support/fuzz/placed-example.ts';

/**
 * Nobody sets a field by writing it along: what the server decides about an entity, and what would make somebody richer
 * or mightier, is refused by name wherever a body is written, and stored nowhere.
 */

const PRIZES = {
  ...{
    owner: 'usr_canary',
    ownerId: 'usr_canary',
    isOwner: true,
    isAdmin: true,
    admin: true,
    role: 'owner',
    roles: ['rol_canary'],
  },
  ...{
    account: 'canary0000',
    accountId: 'canary0000',
    tenant: 'canary0000',
    user: 'usr_canary',
    createdBy: { kind: 'user', id: 'x' },
  },
  ...{
    balance: 1_000_000,
    ledger: [{ amount: 1 }],
    spent: 0,
    credit: 5,
    features: { callbackWidget: true },
    scopes: ['*'],
  },
  ...{
    secret: 'canary-secret-0123456789',
    token: 'rl_canary',
    tokenHash: 'canary',
    passwordHash: 'canary',
    key: 's-canary',
  },
  ...{
    id: 'canary_0000000000000000',
    hash: 'w-canary',
    revision: 99,
    createdAt: '2000-01-01T00:00:00.000Z',
    status: 'active',
  },
  ...{ grantees: [], calls: 9_999, issues: 9_999, warnings: [], emailVerified: true, isConfirmed: true },
};

const WRITES = documentTargets().filter(
  ({ target, tag, id }) =>
    target.body?.type.endsWith('json') &&
    tag !== 'People' &&
    id !== 'putFeatures' &&
    id !== 'createAccount' &&
    id !== 'creditLedger',
);

let tried = 0;

/** The body that the document shows, with ids that there are, and every field that it takes. */
function bodyOf({ target }: DocumentTarget, ids: Record<ResourceKind, string>) {
  const [example] = target.body?.examples ?? [];
  return placedExample(example, ids);
}

/** What an answer shows of an entity and nobody may write. */
function readOnlyFields(tag: string, known: readonly string[]): Record<string, unknown> {
  const resource = RESOURCES[tag.toLowerCase() as ResourceKind];
  const shown = Object.entries(resource?.example.entity ?? {}).filter(([name]) => !known.includes(name));
  // In a merge patch null takes away what is not there, which is nothing.
  return { ...Object.fromEntries(shown.map(([name, value]) => [name, value ?? 'canary'])), ...PRIZES };
}

function pathOf({ target, tag }: DocumentTarget, { account }: Business, ids: Record<ResourceKind, string>) {
  return target.path.replace('{account}', account).replace('{id}', ids[tag.toLowerCase() as ResourceKind]);
}

describe.each(WRITES)('$id', (each) => {
  it('refuses by its name every field that is not one’s own to write', async () => {
    const business = await aBusiness();
    const ids = await anEntityOfEach(business, 'assigned');
    const path = pathOf(each, business, ids);
    const body = bodyOf(each, ids);
    const known = [...writable(each)];
    const fields = Object.entries(readOnlyFields(each.tag, known)).filter(([name]) => !known.includes(name));
    const before =
      each.target.method === 'PATCH' ? (await send('GET', path, { token: business.token })).body : null;
    const wrong: string[] = [];
    for (const [name, value] of fields) {
      tried += 1;
      const answer = await send(each.target.method, path, {
        token: business.token,
        headers: { 'if-match': '*' },
        body: { ...body, [name]: value },
      });
      const named = answer.body?.errors?.some(({ path: at }: { path: string }) => at === name);
      if (answer.status !== 400 || !named) wrong.push(`${name}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
    if (before) expect((await send('GET', path, { token: business.token })).body).toEqual(before);
  });
});

afterAll(() => {
  expect(tried).toBeGreaterThanOrEqual(300);
});

/** The fields that the schema of the body has. */
function writable({ target }: DocumentTarget): readonly string[] {
  return Object.keys((followed(target.body?.schema ?? {}).properties ?? {}) as object);
}
