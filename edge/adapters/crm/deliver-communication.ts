import type { CrmOutgoing } from '../../domain/crm/outgoing.ts';
import { pendingWrites, planWrites } from '../../domain/crm/plan-writes.ts';
import type {
  CrmAdapter,
  CrmOutcome,
  CrmWrite,
  EntityRef,
  EntityTarget,
  FoundEntities,
} from '../../domain/crm/port.ts';
import type { DeliveryOutcome } from '../../domain/ports.ts';

/** Characters of what an attempt tells of its steps. */
const MAX_DETAIL = 1000;

/** What is kept of a communication while it is written, so that a crash goes on where it stopped. */
export interface CrmSteps {
  /** What the CRM had before anything of the communication was written; null if nobody has looked yet. */
  found(communication: string): FoundEntities | null;
  keepFound(communication: string, found: FoundEntities): void;
  /** The steps that are done, with the entity that each left. */
  done(communication: string): ReadonlyMap<string, EntityRef | null>;
  /** Notes that a step is asked for now; true if it may have been asked for before. */
  begin(communication: string, step: string): boolean;
  keepDone(communication: string, step: string, left: EntityRef | null): void;
}

/**
 * Writes what is still to be written of a communication: looks once what the CRM has of the person, and then goes step
 * by step. A step is kept when it is done; one that was cut short is asked for again under the same key.
 */
export async function deliverCommunication(
  crm: CrmAdapter,
  steps: CrmSteps,
  { communication, rule }: Pick<CrmOutgoing, 'communication' | 'rule'>,
): Promise<DeliveryOutcome> {
  const { id, contact } = communication;
  let found = steps.found(id);
  if (found === null) {
    const isKnown = contact.phones.length > 0 || contact.emails.length > 0;
    const asked: CrmOutcome<FoundEntities> = isKnown ? await crm.find(contact) : { kind: 'done', value: [] };
    if (asked.kind !== 'done') return toOutcome(asked);
    found = asked.value;
    steps.keepFound(id, found);
  }
  const done = steps.done(id);
  const pending = pendingWrites(planWrites(rule, communication, found), new Set(done.keys()));
  const made = madeOf(done);
  const told: string[] = [];
  for (const planned of pending) {
    const write = withKnownTargets(planned, made);
    const outcome: CrmOutcome<EntityRef | null> =
      write === null
        ? { kind: 'done', value: null }
        : await crm.write(write, `${id}:${planned.step}`, made, steps.begin(id, planned.step));
    if (outcome.kind === 'done') {
      steps.keepDone(id, planned.step, outcome.value);
      if (outcome.value) made.set(planned.step, outcome.value);
      told.push(tell(crm, planned, outcome.value));
      continue;
    }
    // What this CRM cannot do at all it is not asked for again; entities are what the rule is about.
    if (outcome.kind === 'refused' && outcome.cause === 'unsupported' && planned.kind !== 'create') {
      steps.keepDone(id, planned.step, null);
      told.push(`${planned.step} (this CRM has no such thing)`);
      continue;
    }
    return toOutcome(outcome, planned.step);
  }
  return { kind: 'delivered', detail: told.join(', ').slice(0, MAX_DETAIL) || 'nothing new' };
}

/** A step that is done, with where a person sees what it made. */
function tell(crm: CrmAdapter, { step, kind }: CrmWrite, made: EntityRef | null): string {
  const address = kind === 'create' && made ? crm.addressOf(made) : null;
  return address === null ? step : `${step} (${address})`;
}

/** Keys that no longer work may be renewed, so what waits for them is not lost. */
function toOutcome(outcome: Exclude<CrmOutcome<unknown>, { kind: 'done' }>, step?: string): DeliveryOutcome {
  const detail = step === undefined ? outcome.detail : `${step}: ${outcome.detail}`;
  if (outcome.kind === 'retry') {
    return { kind: 'retry', detail, ...(outcome.afterMs !== undefined && { afterMs: outcome.afterMs }) };
  }
  return { kind: outcome.cause === 'auth' ? 'retry' : 'refused', detail };
}

function madeOf(done: ReadonlyMap<string, EntityRef | null>): Map<string, EntityRef> {
  return new Map([...done].filter((one): one is [string, EntityRef] => one[1] !== null));
}

/** The write without what points to a step that left no entity; null if nothing is left to write on. */
function withKnownTargets(write: CrmWrite, made: ReadonlyMap<string, EntityRef>): CrmWrite | null {
  const isKnown = (target: EntityTarget) => !('step' in target) || made.has(target.step);
  switch (write.kind) {
    case 'create':
      return { ...write, links: write.links.filter(isKnown) };
    case 'comment':
    case 'move':
      return isKnown(write.on) ? write : null;
    case 'notify':
      return isKnown(write.about) ? write : null;
    case 'call':
    case 'recording':
      return write.about && !isKnown(write.about) ? { ...write, about: null } : write;
    default: {
      const never: never = write;
      throw new Error(`no write: ${JSON.stringify(never)}`);
    }
  }
}
