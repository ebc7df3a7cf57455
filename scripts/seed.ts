import { type AccountApi, createAccount, creditLedger, type Entity, openAccount } from './seed/admin-api.ts';
import {
  DEMO_ACCOUNT,
  DEMO_CAMPAIGNS,
  DEMO_CREDIT,
  DEMO_NUMBERS,
  DEMO_OFFICES,
  DEMO_SCHEDULES,
  DEMO_SETTINGS,
  DEMO_SITES,
  DEMO_WIDGETS,
} from './seed/demo-business.ts';

/** What the demo pages and the tests need to know of the seeded account. */
export interface DemoFacts {
  origin: string;
  account: string;
  adminToken: string;
  /** Of the first site, the one that the shop uses. */
  siteKey: string;
  /** Hash of that site's widget. */
  widget: string;
  offices: { id: string; name: string }[];
  /** In list order. */
  campaigns: { id: string; name: string }[];
}

/** What was made so far; a seed that died half way goes on from here. */
export interface SeedProgress {
  account?: { id: string; token: string };
  /** By `collection.key`. */
  entities: Record<string, Entity>;
}

export interface SeedOptions {
  /** Where the server answers. */
  address: string;
  /** Where the outside world reaches it. */
  origin: string;
  operatorToken: string;
  progress: SeedProgress;
  /** Called after every step, before the next. */
  save: (progress: SeedProgress) => void;
}

/**
 * Makes the demo business through the admin API and starts its campaigns. Each step has an Idempotency-Key of its
 * own, so that one whose answer was lost is not done twice.
 *
 * @throws Error saying which request was refused and why
 */
export async function seedDemo(options: SeedOptions): Promise<DemoFacts> {
  const { address, origin, operatorToken, progress, save } = options;
  if (!progress.account) {
    const created = await createAccount(address, operatorToken, DEMO_ACCOUNT, 'ringlet-demo-account');
    progress.account = { id: created.account.id, token: created.token };
    save(progress);
  }
  const { id, token } = progress.account;
  await creditLedger(address, operatorToken, { account: id, line: DEMO_CREDIT, key: 'ringlet-demo-credit' });
  const api = openAccount(address, id, token);
  await api.patch('', DEMO_SETTINGS);

  async function make(collection: string, key: string, body: unknown): Promise<Entity> {
    const name = `${collection}.${key}`;
    const entity = progress.entities[name] ?? (await api.post(collection, body, `ringlet-demo-${name}`));
    progress.entities[name] = entity;
    save(progress);
    return entity;
  }

  async function makeAll<T>(collection: string, table: Record<string, T>, bodyOf: (row: T) => unknown) {
    const made: Record<string, Entity> = {};
    for (const [key, row] of Object.entries(table)) made[key] = await make(collection, key, bodyOf(row));
    return made;
  }

  const sites = await makeAll('sites', DEMO_SITES, (site) => site);
  const offices = await makeAll('offices', DEMO_OFFICES, (office) => office);
  const numbers = await makeAll('numbers', DEMO_NUMBERS, (number) => number);
  const campaigns = await makeAll('campaigns', DEMO_CAMPAIGNS, (campaign) => ({
    ...campaign,
    site: idOf(sites, campaign.site),
    offices: campaign.offices.map((entry) => ({
      ...entry,
      office: idOf(offices, entry.office),
      numbers: entry.numbers.map((number) => idOf(numbers, number)),
      fallback: entry.fallback === null ? null : idOf(numbers, entry.fallback),
    })),
  }));
  for (const campaign of Object.values(campaigns)) await startCampaign(api, campaign.id);
  await makeAll('schedules', DEMO_SCHEDULES, (schedule) => schedule);
  const widgets = await makeAll('widgets', DEMO_WIDGETS, (widget) => ({
    ...widget,
    site: idOf(sites, widget.site),
    offices: widget.offices.map((office) => idOf(offices, office)),
  }));

  return {
    origin,
    account: id,
    adminToken: token,
    siteKey: textOf(sites.shop, 'key'),
    widget: textOf(widgets.shop, 'hash'),
    offices: Object.values(offices).map(idAndName),
    campaigns: Object.values(campaigns).map(idAndName),
  };
}

async function startCampaign(api: AccountApi, id: string): Promise<void> {
  const { status } = await api.get(`campaigns/${id}`);
  if (status !== 'active') await api.post(`campaigns/${id}/start`, {}, `ringlet-demo-start-${id}`);
}

function idOf(made: Record<string, Entity>, key: string): string {
  const entity = made[key];
  if (!entity) throw new Error(`the demo business refers to "${key}", which it does not have`);
  return entity.id;
}

function idAndName(entity: Entity): { id: string; name: string } {
  return { id: entity.id, name: textOf(entity, 'name') };
}

function textOf(entity: Entity | undefined, field: string): string {
  const value = entity?.[field];
  if (typeof value !== 'string') throw new Error(`the server answered an entity without "${field}"`);
  return value;
}
