import type { ResourceRules } from '../resource-rules.ts';
import { showCall } from '../show-records.ts';

/** Calls come about by the events of providers: the admin API only shows them. */
export const callRules: ResourceRules<'calls'> = { present: () => (call) => ({ ...showCall(call) }) };
