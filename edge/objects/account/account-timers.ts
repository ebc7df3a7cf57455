import { FORGET_STATISTICS_MS } from '../../domain/limits.ts';
import type { Timer } from '../timers.ts';
import type { AccountParts } from './account-parts.ts';
import { endSilentChat } from './communications/take-conversation.ts';
import { CRM_WAIT, tellWaiting } from './crm/tell-crm.ts';
import { tellCallEnded } from './events/tell-calls.ts';
import { forgetJob, runImport } from './jobs/run-import.ts';
import { forgetOld } from './privacy/forget-old.ts';
import { RESEAL_TIMER } from './rotation/envelope-rotation.ts';

/** What the account does by itself when the time has come. Every handler may run twice. */
export async function onAccountTimer(parts: AccountParts, { kind, key }: Timer): Promise<void> {
  const { calls, clock, notices, outbox, privacy, rotation } = parts;
  if (kind === 'outbox') await outbox.drain(clock.now());
  else if (kind === 'attribute') await calls.attribute(key);
  else if (kind === 'call_silence') await giveUp(parts, key);
  else if (kind === 'statistics') forgetStatistics(parts);
  else if (kind === 'privacy') await privacy.run(key);
  else if (kind === 'retention') await forgetOld(parts);
  else if (kind === 'call_notice') await notify(parts, key);
  else if (kind === 'notices') notices.forget(clock.now());
  else if (kind === 'chat_silence') await endChat(parts, key);
  else if (kind === CRM_WAIT) await endWait(parts, key);
  else if (kind === 'call_events') calls.forget(clock.now());
  else if (kind === 'purchase') await parts.purchases.advance(key);
  else if (kind === 'release') await parts.purchases.release(key);
  else if (kind === 'job') runImport(parts, key);
  else if (kind === 'forget_job') forgetJob(parts, key);
  else if (kind === RESEAL_TIMER) await rotation.run();
}

async function endChat(
  { storage, communications, clock, outbox }: AccountParts,
  chat: string,
): Promise<void> {
  storage.transactionSync(() => endSilentChat(communications, chat, clock.stamp()));
  await outbox.drain(clock.now());
}

async function endWait(parts: AccountParts, key: string): Promise<void> {
  const { storage, clock, outbox } = parts;
  storage.transactionSync(() => tellWaiting(parts.crmDebtor, key, clock.stamp()));
  await outbox.drain(clock.now());
}

async function notify(parts: AccountParts, call: string): Promise<void> {
  const { storage, notices, clock, outbox } = parts;
  storage.transactionSync(() => {
    const now = clock.stamp();
    notices.onCall(call, now);
    tellCallEnded(parts, call, now);
  });
  await outbox.drain(clock.now());
}

async function giveUp(parts: AccountParts, call: string): Promise<void> {
  const { storage, calls, clock, outbox } = parts;
  storage.transactionSync(() => {
    const now = clock.stamp();
    calls.giveUp(call, now);
    tellCallEnded(parts, call, now);
  });
  await outbox.drain(clock.now());
}

/** Comes back while samples or events are left: they have to go even if nothing is counted any more. */
function forgetStatistics({ clock, events, hourly, timers }: AccountParts): void {
  const now = clock.now();
  const isLeft = [hourly.forget(now), events.forget(now)].includes(true);
  if (isLeft) timers.set('statistics', '', now + FORGET_STATISTICS_MS);
}
