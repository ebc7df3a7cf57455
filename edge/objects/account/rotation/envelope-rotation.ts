import { boundTo } from '../../../domain/webhook.ts';
import { decodeBase64Url, encodeBase64Url } from '../../../keys/base64url.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { ObjectClock } from '../../object-clock.ts';
import { findEnvelopes } from '../../operation/find-envelopes.ts';
import type { Outbox } from '../../outbox.ts';
import type { Timers } from '../../timers.ts';
import type { AccountStore } from '../account-store.ts';
import type { EntityKind, StoredIntegration } from '../entity-bodies.ts';
import type { EntityStore } from '../entity-store.ts';
import type { Publisher } from '../publisher.ts';
import { oweTarget } from '../webhooks/owe-webhook.ts';

interface RotationParts {
  storage: DurableObjectStorage;
  account: AccountStore;
  entities: EntityStore;
  publisher: Publisher;
  outbox: Outbox;
  clock: ObjectClock;
  timers: Timers;
  /** Asked for late: an object is made before anybody looks whether the server is configured. */
  secrets: () => SecretRing;
}

interface KeptEnvelope {
  kind: EntityKind;
  id: string;
  envelope: string;
  boundTo: string;
}

/** Kinds of entities that keep envelopes, and what those are bound to. */
const BOUND: Partial<Record<EntityKind, (body: unknown, account: string) => string>> = {
  integrations: (body) => (body as StoredIntegration).key,
  webhooks: (_, account) => boundTo(account),
};

/** Envelopes that one turn of the timer seals anew. */
const SLICE = 50;
const NEXT_SLICE_MS = 100;
/** After the constructor: whoever woke the object is answered first. */
const START_MS = 1_000;
export const RESEAL_TIMER = 'reseal';

/**
 * Seals with the newest secret of the deployment what an older one sealed, in slices by a timer. An envelope is sealed
 * anew or not, so a crash loses nothing, and one that is changed meanwhile stays as it is. Those who keep copies are
 * told in the same transaction.
 */
export class EnvelopeRotation {
  readonly #parts: RotationParts;

  constructor(parts: RotationParts) {
    this.#parts = parts;
  }

  /** Whoever wakes while there is an older secret looks for what it sealed. */
  arm(): void {
    if (this.#parts.secrets().hasOld) this.#start();
  }

  /** For the operator's question. */
  sealed(): { envelopes: string[]; reseal: () => void } {
    return { envelopes: this.#list().map(({ envelope }) => envelope), reseal: () => this.#start() };
  }

  #start(): void {
    this.#parts.timers.setOnce(RESEAL_TIMER, '', this.#parts.clock.now() + START_MS);
  }

  /** One slice; sets the timer again while something is left. */
  async run(): Promise<void> {
    const { storage, timers, clock, outbox } = this.#parts;
    const secrets = this.#parts.secrets();
    const old: KeptEnvelope[] = [];
    for (const kept of this.#list()) {
      const bytes = decodeBase64Url(kept.envelope);
      if (bytes && !(await secrets.isNewest(bytes))) old.push(kept);
    }
    const sealed: (KeptEnvelope & { next: string })[] = [];
    for (const kept of old) {
      if (sealed.length === SLICE) break;
      const next = await reseal(secrets, kept);
      if (next !== null) sealed.push({ ...kept, next });
    }
    if (sealed.length === 0) return; // what no secret of the list opens cannot be helped
    storage.transactionSync(() => this.#keep(sealed));
    await outbox.drain(clock.now());
    if (sealed.length === SLICE) timers.set(RESEAL_TIMER, '', clock.now() + NEXT_SLICE_MS);
  }

  #keep(sealed: readonly (KeptEnvelope & { next: string })[]): void {
    const { entities, publisher, clock, outbox, account } = this.#parts;
    const now = clock.stamp();
    for (const { kind, id, envelope, next } of sealed) entities.replaceText(kind, id, envelope, next);
    publisher.publish(now);
    const owe: Parameters<typeof oweTarget>[0]['owe'] = (id, target, subject, body) =>
      outbox.add(id, target, subject, body, now);
    const debtor = { entities, account: account.read().id, now, owe };
    for (const id of new Set(sealed.filter(({ kind }) => kind === 'webhooks').map((one) => one.id))) {
      const webhook = entities.get('webhooks', id);
      if (webhook) oweTarget(debtor, webhook);
    }
  }

  #list(): KeptEnvelope[] {
    const { entities, account } = this.#parts;
    const own = account.find()?.body.id;
    if (own === undefined) return [];
    return (Object.keys(BOUND) as EntityKind[]).flatMap((kind) =>
      entities.list(kind).flatMap((body) =>
        findEnvelopes(body).map((envelope) => ({
          kind,
          id: body.id,
          envelope,
          boundTo: BOUND[kind]?.(body, own) ?? '',
        })),
      ),
    );
  }
}

async function reseal(secrets: SecretRing, { envelope, boundTo }: KeptEnvelope): Promise<string | null> {
  const bytes = decodeBase64Url(envelope);
  const text = bytes && (await secrets.open(bytes, boundTo));
  return text === null ? null : encodeBase64Url(await secrets.seal(text, boundTo));
}
