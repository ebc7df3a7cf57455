import { beforeAll, describe, expect, it } from 'vitest';
import { RESOURCE_KINDS, type ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { RIGHTS } from '../../../edge/domain/rights-table.ts';
import { describeApi } from '../../../edge/routes/admin/openapi.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import { attach, businessOf, give } from '../support/access.ts';
import { type Answer, send } from '../support/admin.ts';
import { anEntityOfEach } from '../support/entities.ts';
import { aBrowser, aPerson } from '../support/people.ts';

/**
 * Who may do what, for every operation of the document: each principal tries each, at an entity that they were given
 * and at one that they were not. Requests are incomplete on purpose: what is allowed fails later, by its body or by its
 * version, and leaves everything as it was.
 */

/** The right that an operation needs, and about what it is; an operation without a line here is red. */
type Policy =
  | { right: string; about: 'whole' | 'list' | 'item' }
  | ('anybody' | 'session' | 'operator' | 'insider' | 'signed_in');

const VERBS = { list: 'view', get: 'view', create: 'create', update: 'edit', delete: 'delete' } as const;

const POLICY: Readonly<Record<string, Policy>> = {
  ...Object.fromEntries(RESOURCE_KINDS.flatMap(policyOf)),
  orderCampaigns: { right: 'campaigns:act', about: 'whole' },
  startCampaign: { right: 'campaigns:act', about: 'item' },
  pauseCampaign: { right: 'campaigns:act', about: 'item' },
  archiveCampaign: { right: 'campaigns:act', about: 'item' },
  explainCampaigns: { right: 'campaigns:view', about: 'whole' },
  statsCampaigns: { right: 'campaigns:view', about: 'whole' },
  replayCampaigns: { right: 'campaigns:view', about: 'whole' },
  getSiteCode: { right: 'sites:view', about: 'item' },
  checkSite: { right: 'sites:view', about: 'item' },
  debugLinkSite: { right: 'campaigns:view', about: 'whole' },
  confirmCallback: { right: 'callbacks:act', about: 'item' },
  declineCallback: { right: 'callbacks:act', about: 'item' },
  replayDelivery: { right: 'deliveries:act', about: 'item' },
  pauseDeliveries: { right: 'deliveries:act', about: 'whole' },
  resumeDeliveries: { right: 'deliveries:act', about: 'whole' },
  funnelWidgets: { right: 'widgets:view', about: 'whole' },
  checkStyles: { right: 'styles:view', about: 'whole' },
  createUpload: { right: 'uploads:create', about: 'whole' },
  getAccount: 'insider',
  updateAccount: { right: 'account:edit', about: 'whole' },
  createAccount: 'operator',
  putFeatures: 'operator',
  getMe: 'signed_in',
  listAccounts: 'signed_in',
  listShared: 'session',
  listSessions: 'session',
  signOutEverywhere: 'session',
  signOut: 'session',
  endSession: 'session',
  getProfile: 'session',
  updateProfile: 'session',
  changePassword: 'session',
  readInvitation: 'session',
  acceptInvitation: 'session',
  declineInvitation: 'session',
  register: 'anybody',
  confirmRegistration: 'anybody',
  signIn: 'anybody',
  requestPasswordReset: 'anybody',
  resetPassword: 'anybody',
};

/** The document lists them; what is nobody's business but a browser's own is tried in people.test.ts. */
const NOT_TRIED: readonly Policy[] = ['anybody', 'session'];

interface DocumentOperation {
  id: string;
  method: string;
  path: string;
}

const document = describeApi('http://127.0.0.1:8787');
const OPERATIONS: DocumentOperation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    method === 'parameters' ? [] : [{ id: (operation as { operationId: string }).operationId, method, path }],
  ),
);

/** To see everything. */
const VIEWS = Object.keys(RIGHTS).flatMap((entity) =>
  RIGHTS[entity]?.includes('view') ? [`${entity}:view`] : [],
);

type Reach = 'all' | 'own' | 'none';
interface Principal {
  name: string;
  ask(method: string, path: string): Promise<Answer>;
  /** How far a right reaches: everything, what is theirs by the grant, nothing. */
  reach(right: string): Reach;
  /** What they meet where they may not be at all. */
  outside?: 401 | 404;
}

interface World {
  account: string;
  granted: Record<ResourceKind, string>;
  withheld: Record<ResourceKind, string>;
  principals: Principal[];
}

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

it('has a line for every operation of the document and for no other', () => {
  expect(Object.keys(POLICY).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
});

describe.each(OPERATIONS.filter(({ id }) => !NOT_TRIED.includes(POLICY[id] ?? 'anybody')))(
  '$id',
  (operation) => {
    it('does for every principal what its right says, and nothing else', async () => {
      const policy = POLICY[operation.id] ?? 'operator';
      const wrong: string[] = [];
      let tried = 0;
      for (const principal of world.principals) {
        const sets = operation.path.includes('{id}') ? [world.granted, world.withheld] : [world.withheld];
        for (const ids of sets) {
          const path = operation.path
            .replace('{account}', world.account)
            .replace('{id}', ids[operation.path.split('/')[5] as ResourceKind] ?? '');
          const { status } = await principal.ask(operation.method.toUpperCase(), path);
          const expected = expectedOf(principal, policy, ids === world.granted);
          tried += 1;
          const isRight =
            expected === 'allowed' ? ![401, 403, 404].includes(status) && status < 500 : status === expected;
          if (!isRight)
            wrong.push(
              `${principal.name} ${ids === world.granted ? 'granted' : 'withheld'}: ${status}, not ${expected}`,
            );
        }
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThanOrEqual(world.principals.length);
    });
  },
);

function expectedOf(
  { reach, outside }: Principal,
  policy: Policy,
  isGranted: boolean,
): 'allowed' | 401 | 403 | 404 {
  // No principal here is the operator, whose door looks at the bearer alone.
  if (policy === 'operator') return 401;
  if (policy === 'insider') return outside ?? 'allowed';
  if (typeof policy === 'string') return outside === 401 ? 401 : 'allowed';
  if (outside) return outside;
  const { right, about } = policy;
  const own = reach(right);
  if (own === 'none') return 403;
  if (own === 'all' || about === 'list') return 'allowed';
  if (about === 'whole') return 403;
  if (isGranted) return 'allowed';
  return reach(`${right.split(':')[0]}:view`) === 'all' ? 403 : 404;
}

async function aWorld(): Promise<World> {
  const owner = await aPerson();
  const host = businessOf(owner);
  const granted = await anEntityOfEach(host, 'granted');
  const withheld = await anEntityOfEach(host, 'withheld');
  const join = async (role: object | null, only: { entity: string; items: string[] }[] = []) => {
    const guest = await aPerson();
    const { id, email, name } = guest.user;
    const member = await attach(host, { id, email, name });
    const given = role && (await give(host, member, { ...role }, only));
    return { guest, member, given };
  };
  const each = (may: (entity: string) => string[], items?: (entity: string) => string[]) => ({
    rights: Object.keys(RIGHTS).flatMap((entity) => {
      const rights = may(entity).filter((right) => RIGHTS[entity]?.includes(right));
      return rights.length > 0 ? [{ entity, may: rights, ...(items && { items: items(entity) }) }] : [];
    }),
  });
  const isResource = (entity: string): entity is ResourceKind => entity in granted;
  const oneOf = (entity: string) => (isResource(entity) ? [granted[entity]] : []);
  const ofItems = (rights: string[]) => (entity: string) =>
    isResource(entity) ? rights.filter((right) => right !== 'create' && right !== 'buy') : [];

  const full = await join({ fullAccess: true });
  const viewer = await join(each(() => ['view']));
  const editor = await join(each(() => ['view', 'edit']));
  const maker = await join({ rights: [{ entity: 'widgets', may: ['view', 'create'] }] });
  const itemViewer = await join(each(ofItems(['view']), oneOf));
  const itemEditor = await join({
    rights: [...each(() => ['view']).rights, ...each(ofItems(['edit', 'delete', 'act']), oneOf).rights],
  });
  const narrowed = await join(
    { fullAccess: true },
    RESOURCE_KINDS.map((entity) => ({ entity, items: [granted[entity]] })),
  );
  const bare = await join(null);
  const removed = await join({ fullAccess: true });
  await host.ask('DELETE', `members/${removed.member}`);
  const withdrawn = await join({ fullAccess: true });
  await host.ask('DELETE', `grants/${withdrawn.given?.grant}`);

  const tokenOf = async (scopes: string[]) =>
    String((await host.make('tokens', { name: 'T', scopes })).token);
  const tokenBy = async ({ guest }: { guest: Awaited<ReturnType<typeof aPerson>> }) => {
    const made = await guest.ask('POST', `/accounts/${owner.account}/tokens`, {
      body: { name: 'T', scopes: VIEWS },
    });
    return made.body.token as string;
  };
  const tokenMaker = await join({
    rights: [{ entity: 'tokens', may: ['create'] }, ...each(() => ['view']).rights],
  });
  const tokenOfMaker = await tokenBy(tokenMaker);
  const revoked = await host.make('tokens', { name: 'R', scopes: ['*'] });
  await host.ask('DELETE', `tokens/${revoked.id}`);
  const stranger = await aPerson();
  const foreign = (await businessOf(stranger).make('tokens', { name: 'F', scopes: ['*'] })).token;

  const views: Principal['reach'] = (right) => (right.endsWith(':view') ? 'all' : 'none');
  const all: Principal['reach'] = () => 'all';
  const none: Principal['reach'] = () => 'none';
  const ofKinds =
    (own: Principal['reach']): Principal['reach'] =>
    (right) =>
      isResource(right.split(':')[0] ?? '') ? own(right) : 'none';
  const principals: Principal[] = [
    { name: 'owner', ask: bySession(owner), reach: all },
    { name: 'full access', ask: bySession(full.guest), reach: all },
    { name: 'viewer', ask: bySession(viewer.guest), reach: views },
    {
      name: 'editor',
      ask: bySession(editor.guest),
      reach: (right) => (/:(view|edit)$/.test(right) ? 'all' : 'none'),
    },
    {
      name: 'maker of widgets',
      ask: bySession(maker.guest),
      reach: (right) => (/^widgets:(view|create)$/.test(right) ? 'all' : 'none'),
    },
    {
      name: 'viewer of single items',
      ask: bySession(itemViewer.guest),
      reach: ofKinds((right) => (right.endsWith(':view') ? 'own' : 'none')),
    },
    {
      name: 'editor of single items',
      ask: bySession(itemEditor.guest),
      reach: (right) =>
        right.endsWith(':view')
          ? 'all'
          : /:(edit|delete|act)$/.test(right) && ofKinds(() => 'own')(right) === 'own'
            ? 'own'
            : 'none',
    },
    {
      name: 'full access narrowed to single items',
      ask: bySession(narrowed.guest),
      reach: (right) => (isResource(right.split(':')[0] ?? '') ? 'own' : 'all'),
    },
    { name: 'member without a role', ask: bySession(bare.guest), reach: none },
    { name: 'member whose grant was withdrawn', ask: bySession(withdrawn.guest), reach: none },
    { name: 'member who was removed', ask: bySession(removed.guest), reach: none, outside: 404 },
    { name: 'stranger', ask: bySession(stranger), reach: none, outside: 404 },
    { name: 'nobody', ask: bySession(aBrowser()), reach: none, outside: 401 },
    { name: 'token for everything', ask: byToken(await tokenOf(['*'])), reach: all },
    {
      name: 'token for views',
      ask: byToken(await tokenOf(VIEWS)),
      reach: views,
    },
    { name: 'token of a viewer', ask: byToken(tokenOfMaker), reach: views },
    { name: 'token of another account', ask: byToken(String(foreign)), reach: none, outside: 404 },
    { name: 'token that was deleted', ask: byToken(String(revoked.token)), reach: none, outside: 401 },
  ];
  return { account: owner.account, granted, withheld, principals };
}

function policyOf(kind: ResourceKind): [string, Policy][] {
  const { singular, verbs } = RESOURCES[kind];
  const title = singular.charAt(0).toUpperCase() + singular.slice(1);
  const titles = kind.charAt(0).toUpperCase() + kind.slice(1);
  return verbs.map((verb) => {
    const about = verb === 'list' ? 'list' : verb === 'create' ? 'whole' : 'item';
    const id = verb === 'list' ? `list${titles}` : `${verb}${title}`;
    return [id, { right: `${kind}:${VERBS[verb]}`, about }];
  });
}

/** A request that fails by its body or its version, if it is let in; what only reads is whole. */
const HARMLESS = { 'if-match': '"0"' };

function bySession({ ask }: Pick<ReturnType<typeof aBrowser>, 'ask'>): Principal['ask'] {
  return (method, path) =>
    ask(method, path.replace(ADMIN_PATH, ''), {
      headers: HARMLESS,
      ...(method !== 'GET' && method !== 'DELETE' && { body: { surprise: 1 } }),
    });
}

function byToken(token: string): Principal['ask'] {
  return (method, path) =>
    send(method, path, {
      token,
      headers: HARMLESS,
      ...(method !== 'GET' && method !== 'DELETE' && { body: { surprise: 1 } }),
    });
}
