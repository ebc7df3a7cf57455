import { CALLBACK_STATUSES } from '../../../shared/contract/callback.ts';
import { isEnded } from '../../domain/callback/state.ts';
import { FORGET_ROWS } from '../../domain/limits.ts';
import { DATA_MAP } from '../../domain/privacy/data-map.ts';
import type { PersonAnswer, PersonArgs } from '../../rpc/person-rpc.ts';
import { searchTables } from '../privacy/search-tables.ts';
import type { AdvanceParts } from './advance-callback.ts';

/** Its key is how long callbacks are kept, ms. */
export const FORGET_TIMER = 'forget';

const ENDED = CALLBACK_STATUSES.filter(isEnded)
  .map((status) => `'${status}'`)
  .join(', ');

/** Forgets callbacks that ended and were ordered longer ago than `keepMs`, a slice at a time. May be repeated. */
export function forgetEnded({ storage, timers, stamp }: AdvanceParts, keepMs: number): void {
  const now = stamp();
  const gone = storage.sql
    .exec(
      `DELETE FROM callbacks WHERE id IN (SELECT id FROM callbacks WHERE created_at < ?
         AND json_extract(state, '$.status') IN (${ENDED}) LIMIT ?) RETURNING id`,
      now - keepMs,
      FORGET_ROWS,
    )
    .toArray().length;
  if (gone === FORGET_ROWS) timers.set(FORGET_TIMER, String(keepMs), now + 1);
}

/** What this widget has of a person. Of an erased order no timer is left, so nothing rings for it any more. */
export function forgetPerson({ storage }: AdvanceParts, args: PersonArgs): PersonAnswer {
  return storage.transactionSync(() => {
    const answer = searchTables(storage.sql, DATA_MAP.callback, args);
    if (args.action === 'erase') {
      const orphans = "substr(key, 1, 3) = 'cb_' AND substr(key, 1, 19) NOT IN (SELECT id FROM callbacks)";
      storage.sql.exec(`DELETE FROM timers WHERE ${orphans}`);
    }
    return answer;
  });
}
