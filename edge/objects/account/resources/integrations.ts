import type { IntegrationInput } from '../../../../shared/contract/admin/integration.ts';
import { isWebhookSecret } from '../../../adapters/telephony/webhook/standard-webhooks.ts';
import { faultsOfGateway, missingForCalls } from '../../../domain/integration-rules.ts';
import { mintedKey } from '../minted-key.ts';
import { refuseIfNamed } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Of one that was made before calls could be made by it. */
const TELLS_ONLY = { url: null, accountSid: null, apiKeySid: null, from: null };

export const integrationRules: ResourceRules<'integrations'> = {
  present:
    () =>
    ({ envelope: _, ...integration }) => ({ ...TELLS_ONLY, ...integration, secret: null }),

  create: ({ sealedSecret }, { id, key, input }) => {
    const settings = checked(input);
    if (sealedSecret === null) {
      refuseFaults([
        { path: 'secret', code: 'required', message: 'the auth token of the provider is needed' },
      ]);
    }
    return { id, ...settings, key: mintedKey(key), envelope: sealedSecret ?? '' };
  },

  update: ({ sealedSecret, entities }, before, input) => {
    const settings = checked(input);
    const missing = missingForCalls(settings);
    const user = entities
      .list('widgets')
      .find(({ integration, provider }) => integration === before.id && provider === before.provider);
    if (user && missing !== null) refuse('in_use', `The widget ${user.id} makes its calls by it.`);
    return { ...before, ...settings, ...(sealedSecret !== null && { envelope: sealedSecret }) };
  },

  checkRemoval: ({ entities }, { id }) =>
    refuseIfNamed(entities, { campaign: () => false, widget: ({ integration }) => integration === id }),
};

/** What is stored of the input: everything but the secrets. */
function checked({ secret, apiKeySecret: _, ...settings }: IntegrationInput) {
  if (settings.provider !== 'twilio' && secret !== undefined && !isWebhookSecret(secret)) {
    const message = 'must be whsec_ and 24 to 64 bytes in base64';
    refuseFaults([{ path: 'secret', code: 'invalid_format', message }]);
  }
  refuseFaults(faultsOfGateway(settings.url));
  return settings;
}
