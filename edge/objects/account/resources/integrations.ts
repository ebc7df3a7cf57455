import { type IntegrationInput, isCrm } from '../../../../shared/contract/admin/integration.ts';
import { isWebhookSecret } from '../../../adapters/telephony/webhook/standard-webhooks.ts';
import { faultsOfGateway, missingForCalls } from '../../../domain/integration-rules.ts';
import { faultsOfCrm, settledCrm, warningsOfIntegration } from '../crm/check-crm.ts';
import { asCrm } from '../crm/read-setup.ts';
import { dropCrmQueue, oweCrmTarget } from '../crm/tell-crm.ts';
import type { StoredIntegration } from '../entity-bodies.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';
import { mintedKey } from '../minted-key.ts';
import { refuseIfNamed } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

/** Of one that was made before calls could be made by it. */
const TELLS_ONLY = { url: null, accountSid: null, apiKeySid: null, from: null };
/** Of one that was made before there were CRMs. */
const NO_CRM = { domain: null, region: null, login: null, crm: null };
/** Characters of a secret, but of a password of AutoCRM. */
const MIN_SECRET = 16;

export const integrationRules: ResourceRules<'integrations'> = {
  present:
    ({ entities }) =>
    ({ envelope, ...integration }) => ({
      ...TELLS_ONLY,
      ...NO_CRM,
      ...integration,
      secret: null,
      warnings: warningsOfIntegration(entities, { envelope, ...integration }),
    }),

  create: (context, { id, key, input }) => {
    const { sealedSecret, entities } = context;
    const settings = checked(entities, input);
    // A portal of Bitrix24 gets its keys when it is connected.
    if (sealedSecret === null && input.provider !== 'bitrix24') {
      refuseFaults([
        { path: 'secret', code: 'required', message: 'the auth token of the provider is needed' },
      ]);
    }
    const made = { id, ...settings, key: mintedKey(key), envelope: sealedSecret ?? '' };
    aimQueue(context, made);
    return made;
  },

  update: (context, before, input) => {
    const { sealedSecret, entities } = context;
    const settings = checked(entities, input);
    const missing = missingForCalls(settings);
    const user = entities
      .list('widgets')
      .find(({ integration, provider }) => integration === before.id && provider === before.provider);
    if (user && missing !== null) refuse('in_use', `The widget ${user.id} makes its calls by it.`);
    const changed = { ...before, ...settings, ...(sealedSecret !== null && { envelope: sealedSecret }) };
    aimQueue(context, changed);
    return changed;
  },

  checkRemoval: ({ entities, releases }, { id }) => {
    refuseIfNamed(entities, { campaign: () => false, widget: ({ integration }) => integration === id });
    const number = entities.list('numbers').find(({ source }) => source?.integration === id);
    if (number) refuse('in_use', `The number ${number.id} was bought by it.`);
    const isOpen = entities
      .list('purchases')
      .some(({ integration, status }) => integration === id && status === 'ordered');
    if (isOpen || releases.names(id)) refuse('in_use', 'A purchase by it is still open.');
  },

  /** Rules of a CRM are about nothing any more, and its queue forgets what waits, with its log. */
  forget: (context, integration) => {
    const { entities } = context;
    const { id } = integration;
    if (!isCrm(integration.provider)) return;
    entities.removeWhere('rules', { sql: `${fieldSql('integration')} = ?`, values: [id] });
    entities.removeWhere('deliveries', { sql: `${fieldSql('destination')} = ?`, values: [id] });
    dropCrmQueue(context, integration);
  },
};

/** The queue of a CRM is told of every change. */
function aimQueue(context: RuleContext, integration: StoredIntegration): void {
  const crm = asCrm(integration);
  if (crm) oweCrmTarget(context, crm);
}

/** What is stored of the input: everything but the secrets. */
function checked(entities: EntityStore, { secret, apiKeySecret, ...settings }: IntegrationInput) {
  refuseFaults([
    ...faultsOfCrm(entities, settings),
    ...faultsOfSecrets(settings.provider, { secret, apiKeySecret }),
  ]);
  const isSigned = settings.provider === 'webhook' || settings.provider === 'messenger';
  if (isSigned && secret !== undefined && !isWebhookSecret(secret)) {
    const message = 'must be whsec_ and 24 to 64 bytes in base64';
    refuseFaults([{ path: 'secret', code: 'invalid_format', message }]);
  }
  refuseFaults(faultsOfGateway(settings.url));
  return settledCrm(settings);
}

function faultsOfSecrets(
  provider: IntegrationInput['provider'],
  secrets: Record<string, string | undefined>,
) {
  return Object.entries(secrets).flatMap(([path, secret]) => {
    if (secret === undefined || secret.length >= MIN_SECRET || provider === 'autocrm') return [];
    return [{ path, code: 'too_short', message: `must have at least ${MIN_SECRET} characters` }];
  });
}
