import type { PageAddress } from '../../../../shared/contract/admin/site-questions.ts';
import { findSiteFacts } from '../find-site-facts.ts';
import { mintedKey } from '../minted-key.ts';
import { refuseIfNamed } from '../references.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const siteRules: ResourceRules<'sites'> = {
  present: () => (site) => ({ ...site }),
  create: (_, { id, key, input }) => ({ id, key: mintedKey(key), ...input }),
  update: (_, { id, key }, input) => ({ id, key, ...input }),
  checkRemoval: ({ entities }, { id }) => {
    refuseIfNamed(entities, {
      campaign: (campaign) => campaign.site === id,
      widget: (widget) => widget.site === id,
    });
  },
  // Every question about a site is about a page of it.
  ask: (context, _question, input, id) => ({
    ...findSiteFacts(context, id ?? '', (input as PageAddress).url),
  }),
};
