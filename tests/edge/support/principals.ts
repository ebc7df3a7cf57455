import { RESOURCE_KINDS, type ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RIGHTS } from '../../../edge/domain/rights-table.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import { attach, businessOf, give } from './access.ts';
import { type Answer, aTokenWith, send } from './admin.ts';
import { anEntityOfEach } from './entities.ts';
import { aBrowser, aPerson } from './people.ts';

/** To see everything. */
const VIEWS = Object.keys(RIGHTS).flatMap((entity) =>
  RIGHTS[entity]?.includes('view') ? [`${entity}:view`] : [],
);

/** How far a right reaches: to everything, to what was given, nowhere. */
export type Reach = 'all' | 'own' | 'none';
/** Somebody who asks. */
export interface Principal {
  name: string;
  ask(method: string, path: string): Promise<Answer>;
  /** How far a right reaches: everything, what is theirs by the grant, nothing. */
  reach(right: string): Reach;
  /** What they meet where they may not be at all. */
  outside?: 401 | 404;
  /** The browser does not say of which page a change comes, so every change is refused. */
  isUnnamed?: true;
}

/** An account with an entity of each kind that was given to those who have single ones, and one that was not. */
export interface World {
  account: string;
  granted: Record<ResourceKind, string>;
  withheld: Record<ResourceKind, string>;
  principals: Principal[];
}

/** The account with everybody who may, or may not, do something there. */
export async function aWorld(): Promise<World> {
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
  const allViews = {
    rights: [{ entity: 'tokens', may: ['create'] }, ...each(() => ['view']).rights],
  };
  const tokenMaker = await join(allViews);
  const tokenOfMaker = await tokenBy(tokenMaker);
  const revoked = await host.make('tokens', { name: 'R', scopes: ['*'] });
  await host.ask('DELETE', `tokens/${revoked.id}`);
  const narrowing = await join(allViews);
  const tokenOfNarrowed = await tokenBy(narrowing);
  const { rights: single } = each(ofItems(['view']), oneOf);
  const narrowedRole = { body: { rights: single }, headers: { 'if-match': '*' } };
  await host.ask('PATCH', `roles/${narrowing.given?.role}`, narrowedRole);
  const expired = await aTokenWith(host, ['*'], 1);
  const { body: site } = await host.ask('GET', `sites/${granted.sites}`);
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
    {
      name: 'token whose maker was narrowed to single items',
      ask: byToken(tokenOfNarrowed),
      reach: ofKinds((right) => (right.endsWith(':view') ? 'own' : 'none')),
    },
    { name: 'token that has expired', ask: byToken(expired), reach: none, outside: 401 },
    { name: 'public key of a site', ask: byToken(String(site.key)), reach: none, outside: 401 },
    { name: 'owner, from no page', ask: bySession(owner, { origin: '' }), reach: all, isUnnamed: true },
    {
      name: 'owner, from a foreign page',
      ask: bySession(owner, { origin: 'https://evil.example' }),
      reach: all,
      isUnnamed: true,
    },
    { name: 'token that was deleted', ask: byToken(String(revoked.token)), reach: none, outside: 401 },
  ];
  return { account: owner.account, granted, withheld, principals };
}

/** A request that fails by its body or its version, if it is let in; what only reads is whole. */
const BODILESS = ['GET', 'HEAD', 'DELETE'];
const HARMLESS = { 'if-match': '"0"' };

function bySession(
  { ask }: Pick<ReturnType<typeof aBrowser>, 'ask'>,
  headers: Record<string, string> = {},
): Principal['ask'] {
  return (method, path) =>
    ask(method, path.replace(ADMIN_PATH, ''), {
      headers: { ...HARMLESS, ...headers },
      ...(!BODILESS.includes(method) && { body: { surprise: 1 } }),
    });
}

/** One request with an API token, which is incomplete like all of them. */
export function byToken(token: string): Principal['ask'] {
  return (method, path) =>
    send(method, path, {
      token,
      headers: HARMLESS,
      ...(!BODILESS.includes(method) && { body: { surprise: 1 } }),
    });
}
