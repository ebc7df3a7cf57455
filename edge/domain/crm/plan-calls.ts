import type { Communication } from './communication.ts';
import type { CrmCall, CrmWrite, EntityTarget } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/** Nothing more comes of it but a recording. */
export function isOver({ phase }: Communication): boolean {
  return phase === 'end';
}

/**
 * The call in the CRM's own list: when it begins, so that it can be shown, and when it is over. A callback is a call
 * once somebody was rung, which is known when it has ended.
 */
export function callWrites({ responsible }: ResolvedRule, communication: Communication): CrmWrite[] {
  const { id, kind, phase, direction, contact, calledNumber, startedAt, endedAt, talkS, success } =
    communication;
  const [phone] = contact.phones;
  if ((kind !== 'call' && kind !== 'callback') || phone === undefined) return [];
  if (kind === 'callback' && !isOver(communication)) return [];
  const end = isOver(communication) ? (endedAt ?? startedAt) : null;
  const isAnswered = (talkS ?? 0) > 0;
  const call: CrmCall = {
    id,
    direction: kind === 'callback' ? 'out' : direction,
    phone,
    line: calledNumber,
    startedAt,
    answeredAt: isAnswered && end !== null ? Math.max(startedAt, end - (talkS ?? 0) * 1000) : null,
    endedAt: end,
    talkS: talkS ?? 0,
    outcome: success || isAnswered ? 'answered' : 'missed',
    user: responsible,
  };
  return [{ step: phase === 'end' ? 'call:end' : 'call:start', kind: 'call', call, about: null }];
}

/** The recording, which may come long after the end. */
export function recordingWrite(
  { id, kind, recording }: Communication,
  about: EntityTarget | null,
): CrmWrite[] {
  if ((kind !== 'call' && kind !== 'callback') || recording === null) return [];
  return [{ step: 'recording', kind: 'recording', of: id, url: recording, about }];
}
