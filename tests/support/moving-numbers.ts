import { SHARED_REST_MS, SNAPSHOT_STALE_MS } from '../../edge/domain/limits.ts';
import type { PoolConfig, SiteSnapshot } from '../../edge/domain/site-model.ts';
import { adminMigrations } from '../../edge/objects/account/account-migrations.ts';
import { AccountStore } from '../../edge/objects/account/account-store.ts';
import { AssignmentStore } from '../../edge/objects/account/assignment-store.ts';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import { accessMigrations } from '../../edge/objects/account/members/access-migrations.ts';
import { memberMigrations } from '../../edge/objects/account/members/member-store.ts';
import { publishMigrations } from '../../edge/objects/account/publish-migrations.ts';
import { PublishedStore } from '../../edge/objects/account/published-store.ts';
import { Publisher } from '../../edge/objects/account/publisher.ts';
import type { Outbox } from '../../edge/objects/outbox.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import {
  aCampaign,
  CAMPAIGNS,
  type CampaignId,
  MOVING_NUMBERS,
  type MoveStep,
  type Place,
} from './move-step.ts';
import { openNodeSql } from './node-sql.ts';
import { ToldVisitors } from './told-visitors.ts';

/** Configurations and their answers are at most this late: the outbox tries again every minute. */
const MAX_DELAY_MS = 5 * 60_000;
const SITE = 'site_key';

type Sql = ConstructorParameters<typeof PoolStore>[0];
const openSql = (schema: readonly string[]) => openNodeSql(schema) as unknown as Sql;
const openPool = () => new PoolStore(openSql(poolMigrations.steps));

/**
 * The account's own publisher and two pools with their own stores, and between them a post that delays, repeats and
 * reorders. A number that is told to two visitors is an Error.
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
  /** The shortest time between the last page that showed a number to everybody and its first lease. */
  readonly #told = new ToldVisitors(SHARED_REST_MS - MAX_DELAY_MS - SNAPSHOT_STALE_MS);
  #places: Place[] = [];
  #sameOffice = false;
  #now = 1_000_000_000;

  constructor() {
    const sql = openSql(
      [adminMigrations, publishMigrations, memberMigrations, accessMigrations].flatMap(({ steps }) => steps),
    );
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
    this.#pools = { cmp_a: openPool(), cmp_b: openPool() };
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
      case 'arrive':
        this.settleAll();
        break;
      case 'tick':
        this.#tick(step.ms);
        break;
    }
  }

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

  #place(places: Place[], sameOffice: boolean): void {
    this.#places = places;
    this.#sameOffice = sameOffice;
    for (const campaign of CAMPAIGNS) {
      const numbers = MOVING_NUMBERS.filter((_, i) => places[i] === campaign);
      const fallback = MOVING_NUMBERS.find((_, i) => places[i] === `${campaign} fallback`) ?? null;
      const office = sameOffice ? 'off' : `off_${campaign}`;
      this.#save(campaign, { offices: [{ office, selectors: ['.phone'], numbers: [...numbers], fallback }] });
    }
    this.#publisher.publish(this.#now);
  }

  #edit(campaign: CampaignId, changes: Partial<Campaign>): void {
    this.#save(campaign, changes);
    this.#publisher.publish(this.#now);
  }

  #save(campaign: CampaignId, changes: Partial<Campaign>): void {
    const before = this.#entities.get('campaigns', campaign);
    if (!before) throw new Error(`${campaign} is missing`);
    this.#entities.save('campaigns', { ...before, ...changes }, this.#now);
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
      if (lease?.kind === 'fallback') this.#told.everybody(lease.number, this.#now);
      if (lease?.kind !== 'leased') continue;
      const until = store.lastOf(office, visitor)?.number.expiresAt ?? 0;
      this.#told.one({ number: lease.number, visitor, until }, this.#now);
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
        if (number && number.usableFrom <= this.#now) this.#told.everybody(number.e164, this.#now);
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
}
