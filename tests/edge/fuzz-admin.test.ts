import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RESOURCE_KINDS, type ResourceKind } from '../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../edge/domain/resources.ts';
import { aBusiness, aTokenWith, operatorToken } from './support/admin.ts';
import { anEntityOfEach } from './support/entities.ts';
import { DOCUMENT, type DocumentTarget, documentTargets } from './support/fuzz/document-targets.ts';
import { placedExample } from './support/fuzz/placed-example.ts';
import { fuzzPatience, fuzzSize, runFuzz } from './support/fuzz/run-fuzz.ts';
import type { Surroundings } from './support/fuzz/schema-values.ts';
import { aPerson } from './support/people.ts';

/**
 * Whatever is sent to an operation of the document, it answers as the document says or with a problem that names the
 * field: never a fault of the server, never markup that was sent, never a changed prototype.
 */

const COUNT = fuzzSize(300);
/** Each of these works out a password, which is made to be slow. */
const SLOW = [
  'register',
  'signIn',
  'changePassword',
  'resetPassword',
  'confirmRegistration',
  'requestPasswordReset',
  'beginSecondFactor',
  'confirmSecondFactor',
  'disableSecondFactor',
  'renewBackupCodes',
];

/** These need a secret that was mailed or shown once, a state that they end, or something that nothing refers to. */
const ALWAYS_REFUSED = [
  ...['confirmRegistration', 'resetPassword', 'signIn', 'changePassword', 'endSession', 'debugLinkSite'],
  ...['readInvitation', 'acceptInvitation', 'declineInvitation', 'confirmCallback', 'declineCallback'],
  ...['beginSecondFactor', 'confirmSecondFactor', 'disableSecondFactor', 'renewBackupCodes', 'previewRules'],
  ...['pauseCampaign', 'deleteSite', 'deleteOffice', 'deleteNumber', 'deleteRole'],
];

beforeAll(() => {
  // Nothing here may ask anybody outside.
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status: 204 }));
});
afterAll(() => {
  vi.restoreAllMocks();
});

type World = Awaited<ReturnType<typeof aWorld>>;
const shared = new Map<string, Promise<World>>();

/** An account with two of everything. */
async function aWorld() {
  const business = await aBusiness();
  return {
    business,
    entities: await anEntityOfEach(business, 'fuzzed'),
    another: await anEntityOfEach(business, 'another'),
  };
}

/** What ends things, or moves them on, has an account of its own; the rest shares one for reading, and one a resource. */
function worldFor({ target, tag }: DocumentTarget): Promise<World> {
  const { method, path } = target;
  if (method === 'DELETE' || (method === 'POST' && path.includes('{id}'))) return aWorld();
  const name = method === 'GET' ? '' : tag;
  const known = shared.get(name) ?? aWorld();
  shared.set(name, known);
  return known;
}

/** The target as it stands in an account, and who asks. */
async function surround(each: DocumentTarget) {
  const { target, needsSession, tag, id } = each;
  const { business, entities, another } = await worldFor(each);
  const both = (kind: ResourceKind) => [entities[kind], another[kind]];
  const ids = Object.fromEntries(RESOURCE_KINDS.map((kind) => [RESOURCES[kind].prefix, both(kind)]));
  const kind = tag.toLowerCase() as ResourceKind;
  const around: Surroundings = { ids, schemas: DOCUMENT.components.schemas as Surroundings['schemas'] };
  const token = ['createAccount', 'putFeatures', 'creditLedger'].includes(id)
    ? operatorToken()
    : await aTokenWith(business, ['*']);
  const jar = needsSession ? (await aPerson()).jar : new Map<string, string>();
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const params = {
    account: [business.account],
    id: RESOURCE_KINDS.includes(kind) ? both(kind) : ['n5Jd0aW3s9'],
  };
  const credentials: Record<string, string> =
    tag === 'People'
      ? { origin: 'http://127.0.0.1:8787', ...(cookie && { cookie }) }
      : { authorization: `Bearer ${token}` };
  const headers = { ...credentials, ...(target.method === 'PATCH' && { 'if-match': '*' }) };
  const body = target.body && {
    ...target.body,
    examples: target.body.examples.map((example) => placedExample(example, entities)),
  };
  return { around, fuzzed: { ...target, params, headers, body } };
}

describe.each(documentTargets())('$id', (each) => {
  it('bears whatever it is sent', { timeout: fuzzPatience(COUNT) }, async () => {
    const { around, fuzzed } = await surround(each);
    const count = SLOW.includes(each.id) ? Math.ceil(COUNT / 10) : COUNT;
    const { tried, taken, faults } = await runFuzz(fuzzed, around, { answers: each.answers, count });
    expect(faults).toEqual([]);
    expect(tried).toBe(count);
    expect(taken > 0).toBe(!ALWAYS_REFUSED.includes(each.id));
  });
});
