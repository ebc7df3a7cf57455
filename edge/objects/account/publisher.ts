import { isTelephony, type TelephonyIntegration } from '../../../shared/contract/admin/integration.ts';
import { isE164 } from '../../../shared/phone.ts';
import type { AccountModel } from '../../domain/account-model.ts';
import { changeAssignments, desiredAssignments, usableFrom } from '../../domain/assign-numbers.ts';
import { compilePool, compileSnapshot } from '../../domain/compile-snapshot.ts';
import { compileWidget } from '../../domain/compile-widget.ts';
import { MAX_SNAPSHOT_BYTES } from '../../domain/limits.ts';
import type { PoolConfig, SiteSnapshot, WidgetConfig } from '../../domain/site-model.ts';
import type { Outbox } from '../outbox.ts';
import type { AccountStore } from './account-store.ts';
import type { AssignmentStore } from './assignment-store.ts';
import type { StoredIntegration } from './entity-bodies.ts';
import type { EntityStore } from './entity-store.ts';
import type { PublishedStore } from './published-store.ts';
import { refuse } from './refused.ts';
import type { NumberUse } from './resource-rules.ts';

export interface PublisherStores {
  account: AccountStore;
  entities: EntityStore;
  assignments: AssignmentStore;
  published: PublishedStore;
  outbox: Outbox;
}

/**
 * Turns the account's entities into what others go by: number assignments, site snapshots, configurations of pools
 * and widgets. Runs in the transaction of the write that made it necessary; only what changed is told.
 */
export class Publisher {
  readonly #stores: PublisherStores;

  constructor(stores: PublisherStores) {
    this.#stores = stores;
  }

  /** Keys of the sites whose snapshot changed. @throws Refused if one cannot be stored any more */
  publish(now: number): { sites: string[] } {
    const asked = this.#assign(now);
    const model = this.#model();
    this.#publishPools(model, asked, now);
    this.#publishWidgets(model, now);
    const poolVersions = this.#stores.published.versions('pool');
    return { sites: this.#publishSites({ ...model, poolVersions }) };
  }

  /** A pool has taken a configuration; numbers that waited for its word may now be used elsewhere. */
  settle(config: PoolConfig, version: number, freeAt: Record<string, number>, now: number): void {
    if (this.#stores.assignments.settleReleases(config.campaign, version, freeAt, now)) this.publish(now);
  }

  /** A number is moving until the pool that it came from has said when its last promise ends. */
  numberUses(): Map<string, NumberUse> {
    const { assignments } = this.#stores;
    const uses = new Map<string, NumberUse>();
    const use = (number: string) => uses.get(number) ?? { campaign: null, shield: false, moving: false };
    for (const { number, campaign, kind } of assignments.listOpen()) {
      const isFallback = kind === 'fallback';
      uses.set(number, { ...use(number), ...(isFallback ? { shield: true } : {}), campaign });
    }
    for (const { number, freeAt } of assignments.listReleases()) {
      if (freeAt === null) uses.set(number, { ...use(number), moving: true });
    }
    return uses;
  }

  /** Campaigns whose pools have to say when a number that left them is free. */
  #assign(now: number): ReadonlySet<string> {
    const { assignments, entities, published } = this.#stores;
    const desired = desiredAssignments(entities.list('campaigns'));
    const { opened, closed, releases } = changeAssignments(assignments.listOpen(), desired, now);
    assignments.forgetReleases(now);
    for (const assignment of closed) assignments.close(assignment, now);
    const e164Of = (number: string) => entities.get('numbers', number)?.e164 ?? '';
    for (const assignment of opened) assignments.open(assignment, e164Of(assignment.number), now);
    for (const release of releases) {
      const e164 = e164Of(release.number);
      assignments.addRelease({ ...release, e164 }, published.nextVersion('pool', release.campaign));
    }
    return new Set(releases.flatMap(({ campaign, freeAt }) => (freeAt === null ? [campaign] : [])));
  }

  #model(): AccountModel {
    const { account, entities, assignments } = this.#stores;
    const { id, name, country, timeZone, features, privacy } = account.read();
    const numbers = entities.list('numbers').filter((number) => number.status === 'active');
    return {
      account: id,
      name,
      country,
      timeZone,
      leaseDays: privacy.keepDays.leases,
      // Telephones are left out of calls and not of leases, and do not go where snapshots go.
      excluded: entities
        .list('exclusions')
        .map(({ address }) => address)
        .filter((address) => !isE164(address)),
      offices: new Map(entities.list('offices').map((office) => [office.id, office])),
      campaigns: entities.list('campaigns'),
      widgets: features.callbackWidget ? entities.list('widgets') : [],
      schedules: new Map(entities.list('schedules').map((schedule) => [schedule.id, schedule])),
      integrations: new Map(
        entities
          .list('integrations')
          .filter(makesCalls)
          .map((one) => [one.id, one]),
      ),
      e164: new Map(numbers.map((number) => [number.id, number.e164])),
      usableFrom: usableFrom(assignments.listReleases()),
    };
  }

  /** A pool is told what changed; one that is asked is told in any case, for it answers nothing else. */
  #publishPools(model: AccountModel, asked: ReadonlySet<string>, now: number): void {
    const { published, outbox } = this.#stores;
    for (const campaign of model.campaigns) {
      const config = compilePool(model, campaign);
      const isKnown = published.read('pool', campaign.id) !== null;
      if (!isKnown && config.offices.length === 0) continue;
      const changed = published.write('pool', campaign.id, config);
      const version = changed ?? (asked.has(campaign.id) ? published.renew('pool', campaign.id) : null);
      if (version === null) continue;
      const body = { type: 'pool.configure', config: { ...config, version } } as const;
      const target = `pool:${model.account}:${campaign.id}`;
      outbox.add(`${target}:${version}`, target, campaign.id, body, now);
    }
  }

  /** A widget that is gone has no office any more, so its orders are refused. */
  #publishWidgets(model: AccountModel, now: number): void {
    const { published, outbox } = this.#stores;
    const configs = new Map(model.widgets.map((widget) => [widget.hash, compileWidget(model, widget)]));
    for (const key of published.keys('widget')) {
      const last = published.read<Omit<WidgetConfig, 'version'>>('widget', key);
      if (last && !configs.has(key)) configs.set(key, { ...last.body, offices: [] });
    }
    for (const [hash, config] of configs) {
      const version = published.write('widget', hash, config);
      if (version === null) continue;
      const body = { type: 'widget.configure', config: { ...config, version } } as const;
      const target = `callback:${model.account}:${hash}`;
      outbox.add(`${target}:${version}`, target, hash, body, now);
    }
  }

  #publishSites(model: AccountModel): string[] {
    const { published, entities } = this.#stores;
    const changed: string[] = [];
    const sites = entities.list('sites');
    for (const key of published.keys('site')) {
      if (sites.some((site) => site.key === key)) continue;
      published.remove('site', key);
      changed.push(key);
    }
    for (const site of sites) {
      const snapshot: SiteSnapshot = compileSnapshot(model, site, 0);
      refuseTooLarge(site.id, snapshot);
      if (published.write('site', site.key, snapshot) !== null) changed.push(site.key);
    }
    return changed;
  }
}

/** Said before storing it fails, and in words that tell what to do. */
function refuseTooLarge(site: string, snapshot: SiteSnapshot): void {
  const text = JSON.stringify(snapshot);
  const mayBeLarge = text.length * 3 > MAX_SNAPSHOT_BYTES;
  if (!mayBeLarge || new TextEncoder().encode(text).length <= MAX_SNAPSHOT_BYTES) return;
  refuse('conflict', `The active campaigns and widgets of the site ${site} are too large together.`);
}

function makesCalls(one: StoredIntegration): one is StoredIntegration & { provider: TelephonyIntegration } {
  return isTelephony(one.provider);
}
