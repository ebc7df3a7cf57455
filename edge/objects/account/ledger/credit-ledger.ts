import type { LedgerEntry } from '../../../../shared/contract/admin/ledger.ts';
import { newId } from '../../../keys/ids.ts';
import type { OperatorLine } from '../../../rpc/account-rpc.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { AccountParts } from '../account-parts.ts';
import { AuditStore } from '../audit-store.ts';
import { orRefusal, refuse } from '../refused.ts';
import { Ledger } from './ledger.ts';

/** A line by the operator, written once for each key. What is set aside for open purchases cannot be taken away. */
export function creditLedger(
  { storage, clock, account }: AccountParts,
  { line, key, requestId }: OperatorLine,
): { kind: 'written'; entry: LedgerEntry } | Refusal {
  return orRefusal(() =>
    storage.transactionSync(() => {
      const now = clock.stamp();
      if (!account.find()) refuse('not_found', 'There is no such account.');
      const ledger = new Ledger(storage.sql);
      const known = ledger.find(`operator/${key}`);
      if (known) {
        if (!isSame(known, line)) refuse('idempotency_mismatch', 'Use a new key for a new line.');
        return { kind: 'written' as const, entry: known };
      }
      if (line.amount < 0 && ledger.read().available + line.amount < 0) {
        refuse('conflict', 'A correction cannot take more than there is to spend.');
      }
      const entry = ledger.add({ ...line, key: `operator/${key}`, madeBy: 'operator' }, now);
      new AuditStore(storage.sql).add({
        id: newId('aud'),
        at: now,
        requestId,
        token: 'operator',
        verb: 'create',
        kind: 'ledger',
        entity: entry.id,
        fields: ['amount'],
      });
      return { kind: 'written' as const, entry };
    }),
  );
}

function isSame(known: LedgerEntry, line: OperatorLine['line']): boolean {
  return (
    known.kind === line.kind &&
    known.amount === line.amount &&
    known.reason === line.reason &&
    known.subject === line.subject
  );
}
