import type { Communication } from '../../../domain/crm/communication.ts';
import { originOfCrm } from '../../../domain/crm/crm-origin.ts';
import { resolveRule } from '../../../domain/crm/resolve-rule.ts';
import type { CrmId } from '../../../domain/delivery.ts';
import type { FactBody } from '../../../domain/facts.ts';
import { newId } from '../../../keys/ids.ts';
import type { Timers } from '../../timers.ts';
import type { AccountStore } from '../account-store.ts';
import type { EntityStore } from '../entity-store.ts';
import { asCrm, listCrms, readSetup, type StoredCrm } from './read-setup.ts';

/** What is needed for owing a communication to CRMs. */
export interface CrmDebtor {
  entities: EntityStore;
  account: AccountStore;
  timers: Timers;
  owe(id: string, target: string, subject: string, body: FactBody): void;
}

/** Kind of the timers of communications that wait for working hours; their key is the CRM's id and the communication's. */
export const CRM_WAIT = 'crm_wait';

/** Name of the queue of a CRM. */
export function queueOfCrm(account: string, integration: string): string {
  return `delivery:${account}:${integration}`;
}

/**
 * Owes a communication to every CRM whose rules make something of it, or sets a timer for when they will. Call in the
 * transaction that stored it; `now` is epoch ms.
 */
export function tellCrm(debtor: CrmDebtor, communication: Communication, now: number): void {
  for (const crm of listCrms(debtor.entities)) tellOne(debtor, crm, communication, now);
}

/** Tells a communication that has waited, with all that came of it meanwhile. Call inside a transaction. */
export function tellWaiting(debtor: CrmDebtor, key: string, now: number): void {
  const [integration = '', communication = ''] = key.split(' ');
  const crm = asCrm(debtor.entities.get('integrations', integration));
  const stored = debtor.entities.get('communications', communication);
  if (!crm || !stored) return; // removed meanwhile
  const { source: _, ...told } = stored;
  tellOne(debtor, crm, told, now);
}

function tellOne(debtor: CrmDebtor, crm: StoredCrm, communication: Communication, now: number): void {
  const { entities, timers } = debtor;
  const account = debtor.account.read();
  const resolution = resolveRule(readSetup(entities, crm, account.timeZone), communication, now);
  if (resolution.kind === 'nothing') return;
  if (resolution.kind === 'waits') {
    timers.set(CRM_WAIT, `${crm.id} ${communication.id}`, resolution.until);
    return;
  }
  const id = newId('dlv');
  const destination = crm.id as CrmId;
  const start = { status: 'waiting', createdAt: now, nextAt: now, endedAt: null } as const;
  const subject = `${communication.kind}, ${communication.phase}`;
  const listed = { id, destination, to: crm.domain ?? '', subject, about: communication.id };
  entities.insert('deliveries', { ...listed, ...start, attempts: [], request: null }, now);
  const message = { kind: 'crm', communication, rule: resolution.rule } as const;
  const delivery = { id, account: account.id, destination, message, about: clientOf(communication) };
  debtor.owe(id, queueOfCrm(account.id, crm.id), id, { type: 'delivery.send', delivery });
}

/** Tells the queue of a CRM where it leads now. Call inside a transaction. */
export function oweCrmTarget(
  { account, timeZone, owe }: { account: string; timeZone: string; owe: CrmDebtor['owe'] },
  { id, provider, domain, login, envelope, key, crm }: StoredCrm,
): void {
  const target = {
    kind: 'crm',
    vendor: provider,
    origin: originOfCrm(domain ?? '') ?? '',
    login,
    envelope,
    key,
    timeZone,
    defaultUser: crm.other.defaultUser,
  } as const;
  const body = { type: 'delivery.configure', account, destination: id as CrmId, target } as const;
  owe(`configure:${crypto.randomUUID()}`, queueOfCrm(account, id), `configure:${id}`, body);
}

/** The queue of a CRM that is no more forgets everything. Call inside a transaction. */
export function dropCrmQueue(
  { account, owe }: { account: string; owe: CrmDebtor['owe'] },
  { id }: Pick<StoredCrm, 'id'>,
): void {
  const control = { kind: 'drop' } as const;
  const body = { type: 'delivery.control', account, destination: id as CrmId, control } as const;
  owe(`control:${crypto.randomUUID()}`, queueOfCrm(account, id), `drop:${id}`, body);
}

/** Whose communications are written one after another: those of one telephone, else of one address, else each alone. */
function clientOf({ id, contact }: Communication): string {
  return contact.phones[0] ?? contact.emails[0]?.toLowerCase() ?? id;
}
