import type { DigitAction } from '../../../../shared/contract/admin/robocall.ts';
import { idOf } from './read-call.ts';
import { askZvonobot, type Json, listOf, saying, type ZvonobotAccount } from './zvonobot-client.ts';

export interface OrderedCall {
  /** The number that calls, and who is called, in digits. */
  number: string;
  phone: string;
  record: string;
  actions: readonly DigitAction[];
  /** Where the vendor tells of it: with a secret in its path, for it signs nothing. */
  webhookUrl: string;
  label: string;
}

export type OrderOutcome =
  | { kind: 'accepted'; call: string; status: string | null }
  | { kind: 'refused'; detail: string; isKey: boolean }
  /** Not done, and may be ordered again. */
  | { kind: 'retry'; detail: string; afterMs?: number }
  /** It may have been done: never ordered again, its webhook tells. */
  | { kind: 'unknown'; detail: string };

/** Orders one call. The vendor knows no key that would make a repetition harmless. */
export async function orderCall(account: ZvonobotAccount, order: OrderedCall): Promise<OrderOutcome> {
  const answer = await askZvonobot(account, 'create', {
    phone: order.phone,
    outgoingPhone: order.number,
    record: { id: Number(order.record) },
    ...(order.actions.length > 0 && { ivrs: digitsOf(order.actions) }),
    webhookUrl: order.webhookUrl,
    needRecording: 1,
    label: order.label,
  });
  if (answer.kind === 'unclear') return { kind: 'unknown', detail: answer.detail };
  if (answer.kind !== 'done') return answer;
  const [item = {}] = listOf(answer.data);
  const call = idOf(item.id);
  if (call === null) return { kind: 'refused', detail: saying(item), isKey: false };
  return { kind: 'accepted', call, status: typeof item.status === 'string' ? item.status : null };
}

/** The list of the document as the vendor takes it: the index is the digit, what does nothing is left out (S5-23 to S5-25). */
export function digitsOf(actions: readonly DigitAction[]): Json[] {
  return actions.flatMap((action, digit): Json[] => {
    const { record, managerPhone, smsText, needBlock } = action;
    if (record !== undefined) return [{ digit, record: { id: Number(record) } }];
    if (managerPhone !== undefined) return [{ digit, managerPhone }];
    if (smsText !== undefined) return [{ digit, smsText }];
    return needBlock ? [{ digit, needBlock: 1 }] : [];
  });
}
