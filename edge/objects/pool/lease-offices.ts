import { decideLease } from '../../domain/lease.ts';
import type { PoolConfig, PoolOffice } from '../../domain/site-model.ts';
import type { LeaseAnswer, LeaseArgs, OfficeLease } from '../../rpc/pool-rpc.ts';
import type { PoolStore } from './pool-store.ts';

/**
 * Answers all offices of one visitor in one synchronous step: between reading a row and promising it nothing else
 * can happen. Call inside a transaction. Nothing is granted before `grantsFrom` (epoch ms), see `restedAfterRestore`.
 */
export function leaseOffices(
  store: PoolStore,
  config: PoolConfig,
  args: LeaseArgs,
  now: number,
  grantsFrom = 0,
): LeaseAnswer {
  if (!config.active) return { kind: 'gone' };
  let fence = 0;
  const offices = args.offices.map((id): OfficeLease => {
    const office = config.offices.find((entry) => entry.office === id);
    if (!office) return { office: id, kind: 'none' };
    const lease = leaseOffice(store, config, office, args, { now, grantsFrom });
    fence = Math.max(fence, lease.fence);
    return lease.answer;
  });
  return { kind: 'answered', offices, fence, configVersion: config.version };
}

function leaseOffice(
  store: PoolStore,
  config: PoolConfig,
  { office, fallback }: PoolOffice,
  args: LeaseArgs,
  { now, grantsFrom }: { now: number; grantsFrom: number },
): { answer: OfficeLease; fence: number } {
  const last = store.lastOf(office, args.visitor);
  const decision = decideLease({
    visitor: args.visitor,
    now,
    holdMs: (config.sessionS + config.afterSessionS) * 1000,
    restMs: config.restS * 1000,
    last: last?.number ?? null,
    next: store.nextFree(office, now),
    fallback: fallback && fallback.usableFrom <= now ? fallback.e164 : null,
    grantsFrom,
  });
  if (decision.kind === 'fallback' || decision.kind === 'none') {
    const exhaustedUntil = Math.min(
      Math.max(store.freeNotBefore(office, now) ?? Number.MAX_SAFE_INTEGER, grantsFrom),
      fallback && fallback.usableFrom > now ? fallback.usableFrom : Number.MAX_SAFE_INTEGER,
    );
    return { answer: { office, ...decision, exhaustedUntil }, fence: 0 };
  }

  const { number, expiresAt, restUntil } = decision;
  const touch = args.touch === null ? null : JSON.stringify({ ...args.touch, ageS: 0 });
  store.promise(number.e164, args.visitor, expiresAt, restUntil);
  const isSameStay =
    decision.kind === 'keep' &&
    last !== null &&
    last.segment.session === args.session &&
    last.segment.touch === touch;
  const fence = isSameStay ? last.segment.fence : store.nextFence();
  if (isSameStay) store.endSegment(last.segment.id, expiresAt);
  else {
    if (decision.kind === 'keep' && last) store.endSegment(last.segment.id, now);
    store.openSegment({
      number: number.e164,
      office,
      visitor: args.visitor,
      session: args.session,
      touch,
      page: args.page,
      fromAt: now,
      untilAt: expiresAt,
      fence,
    });
  }
  const expiresInS = Math.floor((expiresAt - now) / 1000);
  const renewed = decision.kind === 'keep';
  return { answer: { office, kind: 'leased', renewed, number: number.e164, expiresInS }, fence };
}
