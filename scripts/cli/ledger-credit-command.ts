import { randomUUID } from 'node:crypto';
import { OPERATOR_OPTIONS, OPERATOR_USAGE, openAsOperator } from './admin-client.ts';
import { type Command, neededText, textOf, UsageError } from './command.ts';

export const ledgerCreditCommand: Command = {
  name: 'ledger credit',
  summary: 'Writes a credit into the ledger of an account, as the operator',
  usage: `ACCOUNT AMOUNT --reason TEXT

  AMOUNT     in minor units: 150000 is 1500.00
  --reason   stands in the ledger
  --key      the same key writes the same line once, however often it is sent; a new one unless told
${OPERATOR_USAGE}`,
  options: { ...OPERATOR_OPTIONS, reason: { type: 'string' }, key: { type: 'string' } },
  arguments: { min: 2, max: 2 },
  async run(call) {
    const [account = '', text = ''] = call.positionals;
    if (!/^[1-9]\d{0,11}$/.test(text))
      throw new UsageError(`AMOUNT must be a whole number above zero, not "${text}".`);
    const reason = neededText(call.values, 'reason');
    const key = textOf(call.values, 'key') ?? randomUUID();
    const entry = await openAsOperator(call).json<{ id: string; balance: number }>(
      `/admin/v1/accounts/${encodeURIComponent(account)}/ledger`,
      {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: { kind: 'credit', amount: Number(text), reason },
      },
    );
    return {
      ok: true,
      value: { ok: true, key, entry },
      text: `${entry.id}: the balance is ${entry.balance} now.`,
    };
  },
};
