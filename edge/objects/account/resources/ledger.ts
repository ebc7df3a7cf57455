import type { ResourceRules } from '../resource-rules.ts';

/** Lines come of purchases and of the operator's word: the admin API of the account only shows them. */
export const ledgerRules: ResourceRules<'ledger'> = {
  present: () => (entry) => ({ ...entry }),
  ask: ({ ledger }) => ({ ...ledger.read() }),
};
