import type { ExclusionInput } from '../../../../shared/contract/admin/exclusion.ts';
import { isE164 } from '../../../../shared/phone.ts';
import { parseIpRange } from '../../../domain/ip-range.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const exclusionRules: ResourceRules<'exclusions'> = {
  present: () => (exclusion) => ({ ...exclusion }),
  create: (_, { id, input }) => ({ id, ...readable(input) }),
  update: (_, { id }, input) => ({ id, ...readable(input) }),
};

function readable(input: ExclusionInput): ExclusionInput {
  if (!isE164(input.address) && parseIpRange(input.address) === null) {
    const message =
      'must be an address, a range or a telephone, like 203.0.113.7, 203.0.113.0/24 or +79161234567';
    refuseFaults([{ path: 'address', code: 'invalid_format', message }]);
  }
  return input;
}
