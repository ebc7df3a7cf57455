import type { CrmSteps } from '../../edge/adapters/crm/deliver-communication.ts';
import type {
  CrmAdapter,
  CrmOutcome,
  CrmWrite,
  EntityRef,
  EntityTarget,
  FoundEntity,
} from '../../edge/domain/crm/port.ts';

/** What goes wrong with one request. `lost`: it is done, and its answer does not arrive. */
export type Trouble = 'none' | 'crash before' | 'crash after' | 'retry' | 'lost';

export class Crash extends Error {}

interface Made {
  ref: EntityRef;
  phones: string[];
  responsible: string | null;
  title: string;
  links: string[];
  comments: string[];
}

/**
 * A CRM in memory that keeps its promise: what was written under a key before is answered again. `next` says what goes
 * wrong with each request.
 */
export class ModelCrm {
  readonly #next: () => Trouble;
  readonly #keys = new Map<string, EntityRef | null>();
  readonly #entities: Made[] = [];
  readonly #others: string[] = [];

  constructor(next: () => Trouble) {
    this.#next = next;
  }

  readonly adapter: CrmAdapter = {
    check: async () => ({ kind: 'done', value: { name: 'model' } }),
    find: async ({ phones }) => this.#meet(() => this.#find(phones)),
    write: async (write, key, made, isRepeated = true) =>
      this.#meet(() => this.#write(write, key, made, isRepeated)),
    listUsers: async () => ({ kind: 'done', value: { users: [], next: null, total: 0 } }),
    readDictionaries: async () => ({ kind: 'refused', detail: '', cause: 'unsupported' }),
    addressOf: () => null,
  };

  /** All that is in it, in an order that does not depend on when it came. */
  content(): string[] {
    const entities = this.#entities.map(
      ({ ref, responsible, title, links, comments }) =>
        `${ref.kind} “${title}” of ${responsible}, linked to ${[...links].sort().join()}: ${[...comments].sort().join(' | ')}`,
    );
    return [...entities, ...this.#others].sort();
  }

  async #meet<T>(act: () => T): Promise<CrmOutcome<T>> {
    const trouble = this.#next();
    if (trouble === 'crash before') throw new Crash();
    if (trouble === 'retry') return { kind: 'retry', detail: 'busy' };
    const value = act();
    if (trouble === 'crash after') throw new Crash();
    return trouble === 'lost' ? { kind: 'retry', detail: 'no answer' } : { kind: 'done', value };
  }

  #find(phones: readonly string[]): FoundEntity[] {
    const those = this.#entities.filter((one) => one.phones.some((phone) => phones.includes(phone)));
    return those
      .map(({ ref, responsible }, i) => ({
        ...ref,
        status: null,
        funnel: null,
        isClosed: false,
        createdAt: i,
        changedAt: i,
        responsible,
      }))
      .reverse();
  }

  #write(
    write: CrmWrite,
    key: string,
    made: ReadonlyMap<string, EntityRef>,
    isRepeated: boolean,
  ): EntityRef | null {
    // Who is told that it is the first time does not look.
    const known = isRepeated ? this.#keys.get(key) : undefined;
    if (known !== undefined) return known;
    const left = this.#do(write, made);
    this.#keys.set(key, left);
    return left;
  }

  #do(write: CrmWrite, made: ReadonlyMap<string, EntityRef>): EntityRef | null {
    const idOf = (target: EntityTarget) => ('step' in target ? made.get(target.step)?.id : target.id) ?? '?';
    switch (write.kind) {
      case 'create': {
        const ref = { kind: write.entity, id: `${write.entity}${this.#entities.length}` };
        const { contact, responsible, title } = write.fields;
        const kinds = write.links.map(
          (target) => this.#entities.find(({ ref: own }) => own.id === idOf(target))?.ref.kind ?? '?',
        );
        this.#entities.push({ ref, phones: contact.phones, responsible, title, links: kinds, comments: [] });
        return ref;
      }
      case 'comment':
        this.#entities.find(({ ref }) => ref.id === idOf(write.on))?.comments.push(write.text);
        return null;
      case 'call':
        // Begun, or over: as a telephony does it, only the end is left in the list.
        if (write.call.endedAt !== null) this.#others.push(`call ${write.call.id} ${write.call.outcome}`);
        return null;
      case 'recording':
        this.#others.push(`recording of ${write.of}`);
        return null;
      case 'notify':
        this.#others.push(`notice: ${write.text} to ${write.users.join()}`);
        return null;
      case 'move':
        this.#others.push(`moved ${write.on}`);
        return null;
    }
  }
}

/** What an object keeps on its disk: a crash leaves it as it is. */
export class KeptSteps implements CrmSteps {
  readonly #found = new Map<string, readonly FoundEntity[]>();
  readonly #begun = new Set<string>();
  readonly #done = new Map<string, Map<string, EntityRef | null>>();

  found(communication: string) {
    return this.#found.get(communication) ?? null;
  }
  keepFound(communication: string, found: readonly FoundEntity[]): void {
    this.#found.set(communication, found);
  }
  done(communication: string) {
    return this.#done.get(communication) ?? new Map<string, EntityRef | null>();
  }
  begin(communication: string, step: string): boolean {
    const key = `${communication} ${step}`;
    const isRepeated = this.#begun.has(key);
    this.#begun.add(key);
    return isRepeated;
  }
  keepDone(communication: string, step: string, left: EntityRef | null): void {
    const own = this.#done.get(communication) ?? new Map<string, EntityRef | null>();
    this.#done.set(communication, own.set(step, left));
  }
}
