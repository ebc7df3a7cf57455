import type { NumberInventory } from '../../domain/numbers/inventory.ts';
import { parseTwilioPrices, type TwilioPrices } from '../../domain/numbers/twilio-prices.ts';
import type { Env } from '../../env.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { postMessage } from '../post-message.ts';
import { openSecrets } from '../telephony/integration-secrets.ts';
import { simulatorInventory } from './simulator-inventory.ts';
import { twilioInventory } from './twilio-inventory.ts';

/** What is needed of an integration to buy by it. */
export interface MarketIntegration {
  /** Its routing key. */
  key: string;
  envelope: string;
  accountSid: string | null;
  apiKeySid: string | null;
}

/**
 * Where numbers are bought: the Twilio account of an integration, or the simulator's stock without one. Null for an
 * integration that cannot be used: it names no account, or nobody can open its secrets any more.
 */
export async function openInventory(
  env: Env,
  integration: MarketIntegration | null,
): Promise<NumberInventory | null> {
  if (integration === null) return simulatorInventory(env);
  const { key, accountSid, apiKeySid } = integration;
  const secrets = await openSecrets(integration, secretsOf(env));
  if (secrets === null || accountSid === null) return null;
  const hasKey = apiKeySid !== null && secrets.apiKeySecret !== null;
  const login = hasKey ? `${apiKeySid}:${secrets.apiKeySecret}` : `${accountSid}:${secrets.secret}`;
  const api = (env.RINGLET_TWILIO_API || 'https://api.twilio.com').replace(/\/$/, '');
  return twilioInventory({
    origin: (env.PUBLIC_ORIGIN ?? '').replace(/\/$/, ''),
    key,
    prices: twilioPricesOf(env),
    now: () => Date.now(),
    ask: (method, path, form) =>
      postMessage(env, `${api}/2010-04-01/Accounts/${accountSid}${path}`, {
        method,
        headers: {
          authorization: `Basic ${btoa(login)}`,
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(form && { body: form.toString() }),
      }),
  });
}

/** What the operator sells Twilio's numbers for; `config.ts` refuses what cannot be read. */
export function twilioPricesOf({ RINGLET_TWILIO_PRICES: text }: Env): TwilioPrices {
  const prices = parseTwilioPrices(text);
  return prices === 'unreadable' ? new Map() : prices;
}
