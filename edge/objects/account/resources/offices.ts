import type { Office, OfficeInput } from '../../../../shared/contract/admin/office.ts';
import { fieldSql } from '../entity-store.ts';
import { refuseIfNamed } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const officeRules: ResourceRules<'offices'> = {
  present: () => (office) => ({ ...office }),
  create: (_, { id, input }) => newOffice(id, input),
  update: (_, { id }, input) => ({ id, ...callable(input) }),
  condition: (_, field, value) => {
    if (field !== 'kind') return null;
    const has = value === 'sip' ? 'sip' : 'phone';
    return { sql: `${fieldSql(has)} IS NOT NULL`, values: [] };
  },

  checkRemoval: ({ entities }, { id }) => {
    refuseIfNamed(entities, {
      campaign: (campaign) => campaign.offices.some(({ office }) => office === id),
      widget: ({ offices, callTrackingSelectors }) =>
        offices.includes(id) || callTrackingSelectors.some(({ office }) => office === id),
    });
  },
};

/** A new office with its id. @throws Refused without a telephone or a SIP address */
export function newOffice(id: string, input: OfficeInput): Office {
  return { id, ...callable(input) };
}

/** An office that cannot be called is none (S2-19). */
function callable(input: OfficeInput): OfficeInput {
  if (input.phone === null && input.sip === null) {
    refuseFaults([{ path: 'phone', code: 'required', message: 'a phone or a SIP address is needed' }]);
  }
  return input;
}
