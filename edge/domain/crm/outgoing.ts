import type { Communication } from './communication.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/** A communication on its way to a CRM, with what the rules made of it when it was told. */
export interface CrmOutgoing {
  kind: 'crm';
  communication: Communication;
  rule: ResolvedRule;
}
