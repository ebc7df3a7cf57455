import type { OfficeInput } from '../../../../shared/contract/admin/office.ts';
import { refuseIfNamed } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const officeRules: ResourceRules<'offices'> = {
  present: () => (office) => ({ ...office }),
  create: (_, { id, input }) => ({ id, ...callable(input) }),
  update: (_, { id }, input) => ({ id, ...callable(input) }),
  checkRemoval: ({ entities }, { id }) => {
    refuseIfNamed(entities, {
      campaign: (campaign) => campaign.offices.some(({ office }) => office === id),
      widget: ({ offices, callTrackingSelectors }) =>
        offices.includes(id) || callTrackingSelectors.some(({ office }) => office === id),
    });
  },
};

/** An office that cannot be called is none (S2-19). */
function callable(input: OfficeInput): OfficeInput {
  if (input.phone === null && input.sip === null) {
    refuseFaults([{ path: 'phone', code: 'required', message: 'a phone or a SIP address is needed' }]);
  }
  return input;
}
