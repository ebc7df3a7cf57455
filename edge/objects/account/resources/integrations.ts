import type { IntegrationInput } from '../../../../shared/contract/admin/integration.ts';
import { isWebhookSecret } from '../../../adapters/telephony/webhook/standard-webhooks.ts';
import { mintedKey } from '../minted-key.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const integrationRules: ResourceRules<'integrations'> = {
  present:
    () =>
    ({ envelope: _, ...integration }) => ({ ...integration, secret: null }),

  create: ({ sealedSecret }, { id, key, input }) => {
    const { name, provider } = checked(input);
    if (sealedSecret === null) {
      refuseFaults([
        { path: 'secret', code: 'required', message: 'the auth token of the provider is needed' },
      ]);
    }
    return { id, name, provider, key: mintedKey(key), envelope: sealedSecret ?? '' };
  },

  update: ({ sealedSecret }, before, input) => {
    const { name, provider } = checked(input);
    return { ...before, name, provider, ...(sealedSecret !== null && { envelope: sealedSecret }) };
  },
};

function checked(input: IntegrationInput): IntegrationInput {
  if (input.provider === 'webhook' && input.secret !== undefined && !isWebhookSecret(input.secret)) {
    const message = 'must be whsec_ and 24 to 64 bytes in base64';
    refuseFaults([{ path: 'secret', code: 'invalid_format', message }]);
  }
  return input;
}
