import { SHARED_REST_MS, SNAPSHOT_STALE_MS } from '../../edge/domain/limits.ts';
import type { PoolConfig, SiteSnapshot } from '../../edge/domain/site-model.ts';
import { adminMigrations } from '../../edge/objects/account/account-migrations.ts';
import { AccountStore } from '../../edge/objects/account/account-store.ts';
import { AssignmentStore } from '../../edge/objects/account/assignment-store.ts';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import { publishMigrations } from '../../edge/objects/account/publish-migrations.ts';
import { PublishedStore } from '../../edge/objects/account/published-store.ts';
import { Publisher } from '../../edge/objects/account/publisher.ts';
import type { Outbox } from '../../edge/objects/outbox.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import { openNodeSql } from './node-sql.ts';

export const MOVING_NUMBERS = ['+74950000001', '+74950000002', '+74950000003', '+74950000004'] as const;
export const CAMPAIGNS = ['cmp_a', 'cmp_b'] as const;
export type CampaignId = (typeof CAMPAIGNS)[number];
/** Where a number is wanted: among those of a campaign, as its fallback, or nowhere. */
export type Place = `${CampaignId}` | `${CampaignId} fallback` | 'nowhere';

export type MoveStep =
  | { kind: 'places'; places: Place[]; sameOffice: boolean }
  | { kind: 'move'; number: number; place: Place }
  | { kind: 'status'; campaign: CampaignId; active: boolean }
  | { kind: 'hold'; campaign: CampaignId; sessionS: number; restS: number }
  /** A visitor asks a pool, whatever the account now thinks: the edge that sent them may be stale. */
  | { kind: 'lease'; campaign: CampaignId; visitor: string }
  /** An edge shows what its snapshot says is everybody's. */
  | { kind: 'show'; edge: number; campaign: CampaignId }
  /** One of the configurations on their way arrives, and stays to arrive again if `again`. */
  | { kind: 'deliver'; index: number; again: boolean }
  | { kind: 'settle'; index: number; again: boolean }
  | { kind: 'tick'; ms: number };

/** Configurations and their answers are at most this late: the outbox tries again every minute. */
const MAX_DELAY_MS = 5 * 60_000;
const SITE = 'site_key';

type Sql = ConstructorParameters<typeof PoolStore>[0];
const openSql = (schema: readonly string[]) => openNodeSql(schema) as unknown as Sql;

interface Promised {
  number: string;
  visitor: string;
  until: number;
}

/**
 * The account's own publisher and two pools with their own stores, and between them a post that delays, repeats and
 * reorders. Remembers what visitors were told; a number that is told to two is an Error.
 */
export class MovingNumbers {
  readonly #entities: EntityStore;
  readonly #assignments: AssignmentStore;
  readonly #published: PublishedStore;
  readonly #publisher: Publisher;
  readonly #pools: Record<CampaignId, PoolStore>;
  readonly #edges: ({ snapshot: SiteSnapshot; fetchedAt: number } | null)[] = [null, null];
  #configs: { config: PoolConfig; sentAt: number }[] = [];
  #answers: { config: PoolConfig; version: number; freeAt: Record<string, number>; sentAt: number }[] = [];
  readonly #promises: Promised[] = [];
  readonly #shownAt = new Map<string, number>();
  #places: Place[] = [];
  #sameOffice = false;
  #now = 1_000_000_000;

  constructor() {
    const sql = openSql([...adminMigrations.steps, ...publishMigrations.steps]);
    const account = new AccountStore(sql);
    this.#entities = new EntityStore(sql);
    this.#assignments = new AssignmentStore(sql);
    this.#published = new PublishedStore(sql);
    const outbox = {
      add: (_id: string, _target: string, _subject: string, body: { type: string; config: PoolConfig }) => {
        if (body.type === 'pool.configure') this.#configs.push({ config: body.config, sentAt: this.#now });
      },
    } as unknown as Outbox;
    this.#publisher = new Publisher({
      account,
      entities: this.#entities,
      assignments: this.#assignments,
      published: this.#published,
      outbox,
    });
    account.create(
      { id: 'a', name: 'A', timeZone: 'Europe/Moscow', country: 'RU', tokenHash: '' },
      this.#now,
    );
    const site = { name: 'S', hosts: ['shop.example'], consentDefault: 'full', late: 'unseen', bridges: [] };
    this.#entities.insert('sites', { ...site, id: 'site', key: SITE } as never, this.#now);
    for (const e164 of MOVING_NUMBERS) {
      const number = {
        id: e164,
        e164,
        kind: 'virtual',
        status: 'active',
        region: null,
        operator: null,
        cost: 0,
      };
      this.#entities.insert('numbers', number as never, this.#now);
    }
    CAMPAIGNS.forEach((id, position) => {
      this.#entities.insert('campaigns', aCampaign(id, position), this.#now);
    });
    this.#pools = { cmp_a: this.#openPool(), cmp_b: this.#openPool() };
    this.do({ kind: 'places', places: ['cmp_a', 'cmp_a', 'cmp_b', 'cmp_b'], sameOffice: false });
    this.settleAll();
  }

  do(step: MoveStep): void {
    switch (step.kind) {
      case 'places':
        this.#place(step.places, step.sameOffice);
        break;
      case 'move':
        this.#place(this.#places.with(step.number, step.place), this.#sameOffice);
        break;
      case 'status':
        this.#edit(step.campaign, { status: step.active ? 'active' : 'paused' });
        break;
      case 'hold':
        this.#edit(step.campaign, { sessionS: step.sessionS, restS: step.restS });
        break;
      case 'lease':
        this.#lease(step.campaign, step.visitor);
        break;
      case 'show':
        this.#show(step.edge, step.campaign);
        break;
      case 'deliver':
        this.#deliver(step.index % (this.#configs.length || 1), step.again);
        break;
      case 'settle':
        this.#settle(step.index % (this.#answers.length || 1), step.again);
        break;
      case 'tick':
        this.#tick(step.ms);
        break;
    }
  }

  /** Lets everything arrive that is on its way. */
  settleAll(): void {
    while (this.#configs.length + this.#answers.length > 0) {
      this.#deliver(0, false);
      this.#settle(0, false);
    }
  }

  /** Numbers that wait for a pool's word; none once everything has arrived. */
  waiting(): string[] {
    return this.#assignments.listReleases().flatMap(({ e164, freeAt }) => (freeAt === null ? [e164] : []));
  }

  #openPool(): PoolStore {
    return new PoolStore(openSql(poolMigrations.steps));
  }

  #place(places: Place[], sameOffice: boolean): void {
    this.#places = places;
    this.#sameOffice = sameOffice;
    for (const campaign of CAMPAIGNS) {
      const numbers = MOVING_NUMBERS.filter((_, i) => places[i] === campaign);
      const fallback = MOVING_NUMBERS.find((_, i) => places[i] === `${campaign} fallback`) ?? null;
      const office = sameOffice ? 'off' : `off_${campaign}`;
      const before = this.#entities.get('campaigns', campaign);
      if (!before) throw new Error(`${campaign} is missing`);
      const offices = [{ office, selectors: ['.phone'], numbers: [...numbers], fallback }];
      this.#entities.save('campaigns', { ...before, offices }, this.#now);
    }
    this.#publisher.publish(this.#now);
  }

  #edit(campaign: CampaignId, changes: Partial<Campaign>): void {
    const before = this.#entities.get('campaigns', campaign);
    if (!before) throw new Error(`${campaign} is missing`);
    this.#entities.save('campaigns', { ...before, ...changes }, this.#now);
    this.#publisher.publish(this.#now);
  }

  #lease(campaign: CampaignId, visitor: string): void {
    const store = this.#pools[campaign];
    const config = store.readConfig();
    if (!config) return;
    for (const { office } of config.offices) {
      const args = {
        account: 'a',
        campaign,
        offices: [office],
        visitor,
        session: 's',
        touch: null,
        page: '',
      };
      const answer = leaseOffices(store, config, args, this.#now);
      const lease = answer.kind === 'answered' ? answer.offices[0] : undefined;
      if (lease?.kind === 'fallback') this.#tellEverybody(lease.number);
      if (lease?.kind !== 'leased') continue;
      const until = store.lastOf(office, visitor)?.number.expiresAt ?? 0;
      this.#tellOne({ number: lease.number, visitor, until });
    }
  }

  #show(index: number, campaign: CampaignId): void {
    const edge = this.#edges[index];
    const isFresh = edge && this.#now - edge.fetchedAt < SNAPSHOT_STALE_MS;
    const snapshot = isFresh ? edge.snapshot : this.#published.read<SiteSnapshot>('site', SITE)?.body;
    if (!snapshot) throw new Error('the site was never published');
    if (!isFresh) this.#edges[index] = { snapshot, fetchedAt: this.#now };
    for (const office of snapshot.edge.campaigns.find(({ id }) => id === campaign)?.offices ?? []) {
      const shown = [office.static, ...(office.kind === 'dynamic' ? [office.fallback] : [])];
      for (const number of shown) {
        if (number && number.usableFrom <= this.#now) this.#tellEverybody(number.e164);
      }
    }
  }

  #deliver(index: number, again: boolean): void {
    const posted = this.#configs[index];
    if (!posted) return;
    if (!again) this.#configs.splice(index, 1);
    const { config } = posted;
    const store = this.#pools[config.campaign as CampaignId];
    const known = store.readConfig();
    const isNewer = known === null || config.version > known.version;
    if (isNewer) store.writeConfig(config);
    const version = isNewer ? config.version : known.version;
    this.#answers.push({ config, version, freeAt: store.freeAtOfDraining(this.#now), sentAt: posted.sentAt });
  }

  #settle(index: number, again: boolean): void {
    const answer = this.#answers[index];
    if (!answer) return;
    if (!again) this.#answers.splice(index, 1);
    this.#publisher.settle(answer.config, answer.version, answer.freeAt, this.#now);
  }

  #tick(ms: number): void {
    this.#now += ms;
    const isLate = ({ sentAt }: { sentAt: number }) => this.#now - sentAt > MAX_DELAY_MS;
    for (let i = this.#configs.findIndex(isLate); i >= 0; i = this.#configs.findIndex(isLate)) {
      this.#now -= ms;
      this.#deliver(i, false);
      this.#now += ms;
    }
    for (let i = this.#answers.findIndex(isLate); i >= 0; i = this.#answers.findIndex(isLate)) {
      this.#settle(i, false);
    }
  }

  #tellOne(promise: Promised): void {
    const other = this.#promises.find(
      ({ number, visitor, until }) =>
        number === promise.number && visitor !== promise.visitor && until > this.#now,
    );
    if (other) throw new Error(`${promise.number} is promised to ${other.visitor} and ${promise.visitor}`);
    const shownAt = this.#shownAt.get(promise.number);
    if (shownAt !== undefined && this.#now - shownAt < SHARED_REST_MS - MAX_DELAY_MS - SNAPSHOT_STALE_MS) {
      throw new Error(`${promise.number} was everybody's ${this.#now - shownAt} ms ago`);
    }
    this.#promises.push(promise);
  }

  #tellEverybody(number: string): void {
    const live = this.#promises.find((promise) => promise.number === number && promise.until > this.#now);
    if (live) throw new Error(`${number} is promised to ${live.visitor} and shown to everybody`);
    this.#shownAt.set(number, this.#now);
  }
}

function aCampaign(id: CampaignId, position: number): Campaign {
  const hold = { sessionS: 2, afterSessionS: 1, restS: 1 };
  return { id, name: id, site: 'site', status: 'active', position, groups: [], offices: [], ...hold };
}
