import type { Lead } from '../../../../shared/contract/admin/lead.ts';
import { fieldSql } from '../entity-store.ts';
import type { Sight } from '../members/sight.ts';
import type { ResourceRules } from '../resource-rules.ts';
import { showLead } from '../show-records.ts';

/** Leads come about by calls, orders and requests: the admin API only shows them. */
export const leadRules: ResourceRules<'leads'> = {
  present:
    ({ sight }) =>
    (lead) => ({ ...seeLead(showLead(lead), sight, lead.hidden) }),
  condition: ({ sight }, field, value) =>
    field === 'phone' || field === 'email'
      ? sight.filter({ sql: `${fieldSql(field)} = ?`, values: [String(value)] })
      : null,
};

/** A lead as whoever asks may see it; `isHidden` is that of its call. */
export function seeLead(lead: Lead, sight: Sight, isHidden = false): Lead {
  const { phone, email, source } = lead;
  return { ...lead, phone: sight.phone(phone, isHidden, source ?? ''), email: sight.email(email) };
}
