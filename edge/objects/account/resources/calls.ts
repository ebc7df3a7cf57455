import type { Call } from '../../../../shared/contract/admin/call.ts';
import { besideId } from '../../../keys/ids.ts';
import { fieldSql } from '../entity-store.ts';
import type { Sight } from '../members/sight.ts';
import type { ResourceRules } from '../resource-rules.ts';
import { showCall } from '../show-records.ts';

/** Calls come about by the events of providers; people tag them, and hide who called. */
export const callRules: ResourceRules<'calls'> = {
  present:
    ({ sight }) =>
    (call) => ({ ...seeCall(showCall(call), sight) }),
  update: (_, call, { ownTags }) => ({ ...call, ownTags }),
  act: ({ entities, now }, call, action) => {
    const hidden = action === 'hide';
    const lead = entities.get('leads', besideId('lead', call.id));
    if (lead) entities.save('leads', { ...lead, hidden }, now);
    return { ...call, hidden };
  },
  condition: ({ sight }, field, value) => {
    if (field === 'caller')
      return sight.filter({ sql: `${fieldSql('caller')} = ?`, values: [String(value)] });
    if (field !== 'hidden') return null;
    return { sql: `coalesce(${fieldSql('hidden')}, 0) = ?`, values: [value === true ? 1 : 0] };
  },
};

/** A call as whoever asks may see it. */
export function seeCall(call: Call, sight: Sight): Call {
  const { id, caller, hidden, recordingUrl } = call;
  return {
    ...call,
    caller: sight.phone(caller, hidden, id),
    recordingUrl: sight.recording(recordingUrl, id),
  };
}
