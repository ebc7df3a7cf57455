import type { Communication } from './communication.ts';
import { planAutoCrm } from './plan-autocrm.ts';
import { planBitrix } from './plan-bitrix.ts';
import { callWrites, isOver, recordingWrite } from './plan-calls.ts';
import { commentWrites } from './plan-comments.ts';
import type { CrmWrite, FoundEntities } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/**
 * What is to be written of a communication, in order. `found` is what the CRM had of the person before anything of
 * this communication was written, and is the same each time it is told of again; steps have the same names then, so
 * that only those are new that were not planned before.
 */
export function planWrites(
  rule: ResolvedRule,
  communication: Communication,
  found: FoundEntities,
): CrmWrite[] {
  const calls = callWrites(rule, communication);
  if (!makesEntities(rule, communication)) return calls;
  const plan =
    rule.vendor === 'bitrix24'
      ? planBitrix(rule, communication, found)
      : planAutoCrm(rule, communication, found);
  const main = plan.main[0] ?? null;
  return [
    ...plan.writes,
    ...commentWrites(rule, communication, plan),
    ...calls.map((write) => (write.kind === 'call' ? { ...write, about: plan.holder ?? main } : write)),
    ...recordingWrite(communication, plan.holder ?? main),
    ...notifications(rule, plan.writes),
  ];
}

/** Calls and callbacks when they are over; a chat from its start or when it is over; a request at once. */
function makesEntities({ chatAt }: ResolvedRule, communication: Communication): boolean {
  if (communication.kind === 'request') return true;
  return isOver(communication) || (communication.kind === 'chat' && chatAt === 'start');
}

/** The writes that are not done yet. A call that is over is not begun any more. */
export function pendingWrites(writes: readonly CrmWrite[], done: ReadonlySet<string>): CrmWrite[] {
  return writes.filter(({ step }) => !done.has(step) && !(step === 'call:start' && done.has('call:end')));
}

function notifications({ notify, texts }: ResolvedRule, writes: readonly CrmWrite[]): CrmWrite[] {
  if (notify.length === 0) return [];
  return writes.flatMap((write): CrmWrite[] =>
    write.kind === 'create' && (write.entity === 'lead' || write.entity === 'deal')
      ? [
          {
            step: `notify:${write.entity}`,
            kind: 'notify',
            users: [...notify],
            about: { step: write.step },
            text: `New ${write.entity}: ${texts.titles[write.entity] ?? texts.usualTitle}`,
          },
        ]
      : [],
  );
}
