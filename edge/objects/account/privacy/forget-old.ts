import type { KeepDays } from '../../../../shared/contract/admin/account.ts';
import { CALL_EVENTS_MS, FORGET_ROWS, RETENTION_MS } from '../../../domain/limits.ts';
import type { AccountParts } from '../account-parts.ts';
import { fieldSql } from '../entity-store.ts';

const DAY_MS = 86_400_000;
/** While there is more to delete, others get their turn between two slices. */
const NEXT_SLICE_MS = 50;
const ENDED = "('completed', 'failed', 'cancelled', 'expired')";

/** Which rows of a kind are too old after so many days; SQL made of constants only. */
const RULES: readonly { kind: string; of: keyof KeepDays; field: string; and?: string; mostMs?: number }[] = [
  { kind: 'calls', of: 'calls', field: 'startedAt' },
  // One that is planned has yet to be called.
  { kind: 'callbacks', of: 'callbacks', field: 'createdAt', and: `${fieldSql('status')} IN ${ENDED}` },
  { kind: 'leads', of: 'leads', field: 'createdAt' },
  { kind: 'consents', of: 'consents', field: 'givenAt' },
  { kind: 'events', of: 'events', field: 'occurredAt' },
  {
    ...{ kind: 'events', of: 'events', field: 'occurredAt', mostMs: CALL_EVENTS_MS },
    and: `(${fieldSql('type')} GLOB 'call*' OR ${fieldSql('type')} GLOB 'lead*') AND ${fieldSql('type')} != 'callback.alert'`,
  },
  { kind: 'audit', of: 'audit', field: 'occurredAt' },
];

/**
 * Deletes one slice of what is too old by the account's settings; true if there may be more. It may be repeated, and cut
 * short, at will. `now` is epoch ms.
 */
export function forgetSlice(sql: Pick<SqlStorage, 'exec'>, keepDays: KeepDays, now: number): boolean {
  let isMore = false;
  for (const { kind, of, field, and, mostMs } of RULES) {
    const before = now - Math.min(keepDays[of] * DAY_MS, mostMs ?? Infinity);
    const gone = sql
      .exec(
        `DELETE FROM entities WHERE seq IN (SELECT seq FROM entities WHERE kind = '${kind}'
           AND ${fieldSql(field)} < ?${and ? ` AND ${and}` : ''} LIMIT ${FORGET_ROWS}) RETURNING seq`,
        before,
      )
      .toArray().length;
    isMore ||= gone === FORGET_ROWS;
  }
  return isMore;
}

/** The handler of the timer: once a day, and in slices while there is more. Objects with callbacks are told to do the same. */
export async function forgetOld({ storage, account, clock, timers, outbox }: AccountParts): Promise<void> {
  const found = account.find();
  if (!found) return;
  const { id, privacy } = found.body;
  const isMore = storage.transactionSync(() => {
    const now = clock.stamp();
    const isLeft = forgetSlice(storage.sql, privacy.keepDays, now);
    timers.set('retention', '', now + (isLeft ? NEXT_SLICE_MS : RETENTION_MS));
    if (isLeft) return true;
    const keepMs = privacy.keepDays.callbacks * DAY_MS;
    const widgets = storage.sql.exec<{ name: string }>(
      "SELECT name FROM known_objects WHERE substr(name, 1, 9) = 'callback:'",
    );
    for (const { name } of widgets.toArray()) {
      outbox.add(`keep:${id}:${name}:${now}`, name, 'privacy.keep', { type: 'privacy.keep', keepMs }, now);
    }
    return false;
  });
  if (!isMore) await outbox.drain(clock.now());
}
