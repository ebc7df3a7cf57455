import type { TelephonyProvider } from '../../domain/ports.ts';
import type { WidgetIntegration } from '../../domain/site-model.ts';
import type { Env } from '../../env.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { postMessage } from '../post-message.ts';
import { type IntegrationSecrets, openSecrets } from './integration-secrets.ts';
import { simulatorProvider } from './simulator/simulator-provider.ts';
import { twilioProvider } from './twilio/twilio-provider.ts';
import { webhookProvider } from './webhook/webhook-provider.ts';

/**
 * The provider that an integration leads to; the simulator without one. Null for an integration that cannot make
 * calls: its settings are not complete, or nobody can open its secrets any more.
 */
export async function telephonyProvider(
  env: Env,
  integration: WidgetIntegration | null,
): Promise<TelephonyProvider | null> {
  if (integration === null) return simulatorProvider(env);
  const secrets = await openSecrets(integration, secretsOf(env));
  return secrets && PROVIDERS[integration.provider](env, integration, secrets);
}

type MakeProvider = (
  env: Env,
  integration: WidgetIntegration,
  secrets: IntegrationSecrets,
) => TelephonyProvider | null;

const PROVIDERS: Record<WidgetIntegration['provider'], MakeProvider> = {
  webhook: (env, { key, url }, { secret }) =>
    url === null ? null : webhookProvider({ ...outsideOf(env), key, url, secret }),

  twilio: (env, { key, accountSid, apiKeySid, from }, { secret, apiKeySecret }) => {
    if (accountSid === null || from === null) return null;
    const hasKey = apiKeySid !== null && apiKeySecret !== null;
    return twilioProvider({
      ...outsideOf(env),
      api: (env.RINGLET_TWILIO_API || 'https://api.twilio.com').replace(/\/$/, ''),
      key,
      accountSid,
      user: hasKey ? apiKeySid : accountSid,
      password: hasKey ? apiKeySecret : secret,
      from,
    });
  },
};

function outsideOf(env: Env) {
  return {
    origin: (env.PUBLIC_ORIGIN ?? '').replace(/\/$/, ''),
    post: (address: string, init: RequestInit) => postMessage(env, address, init),
    now: () => Date.now(),
  };
}
