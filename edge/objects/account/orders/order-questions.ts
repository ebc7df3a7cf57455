import type { CallbackRecord } from '../../../domain/facts.ts';
import { mailLanguageOf } from '../../../domain/mail-texts.ts';
import type { OrderQuestion } from '../../../domain/order-question.ts';
import { newId } from '../../../keys/ids.ts';
import type { OrderAnswer, OrderWord } from '../../../rpc/account-rpc.ts';
import type { AccountParts } from '../account-parts.ts';
import { AuditStore } from '../audit-store.ts';
import { decideOrder } from './decide-order.ts';

/** What a manager is asked about an order, or was; gone if the account has no such order. */
export function readOrderQuestion(
  { account, entities }: Pick<AccountParts, 'account' | 'entities'>,
  id: string,
): OrderAnswer {
  const callback = entities.get('callbacks', id);
  return callback
    ? { kind: 'found', question: questionOf({ account, entities }, callback) }
    : { kind: 'gone' };
}

/** The order in the words of the account. */
export function questionOf(
  { account, entities }: Pick<AccountParts, 'account' | 'entities'>,
  callback: CallbackRecord,
): OrderQuestion {
  const { timeZone, ...settings } = account.read();
  const { status, reason, phone, name, comment, page, createdAt, scheduledAt, doubts = [] } = callback;
  return {
    language: mailLanguageOf(settings),
    timeZone,
    ...{ status, reason, phone, name, comment, page, createdAt, scheduledAt, doubts },
    office: entities.get('offices', callback.office ?? '')?.name ?? '',
    widget: entities.list('widgets').find(({ hash }) => hash === callback.widget)?.name ?? '',
  };
}

/**
 * Takes a manager's word from the page that a mail has led to. The first word counts, whoever gave it; a later one
 * changes nothing and is answered with what became of the order. Runs inside a transaction.
 */
export function takeOrderWord(parts: AccountParts, word: OrderWord, now: number): OrderAnswer {
  const { account, entities, outbox, storage } = parts;
  const callback = entities.get('callbacks', word.callback);
  if (callback?.status === 'needs_confirmation') {
    const decided = decideOrder(callback, word.word, {
      account: account.read().id,
      now,
      owe: (id, target, subject, body) => outbox.add(id, target, subject, body, now),
    });
    entities.save('callbacks', decided, now);
    new AuditStore(storage.sql).add({
      id: newId('aud'),
      at: now,
      requestId: word.requestId,
      token: 'link in a mail',
      actorKind: 'link',
      verb: word.word,
      kind: 'callbacks',
      entity: callback.id,
      fields: ['status', 'changedAt'],
    });
  }
  return readOrderQuestion(parts, word.callback);
}
