import { whyWeak } from '../shared/weak-secret.ts';
import { type GeoHeaders, parseGeoHeaders } from './domain/geo-headers.ts';
import { type MailSettings, readMailSettings } from './domain/mail-settings.ts';
import { parseTwilioPrices } from './domain/numbers/twilio-prices.ts';
import { isLoopbackHost, parseLocalTargets } from './domain/outgoing-address.ts';
import type { Env } from './env.ts';
import { bareSecret, isRouteOnly, splitSecrets } from './keys/secrets.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** What the deployment was told. */
export interface Config {
  /** Without a trailing slash. */
  origin: string;
  operatorToken: string | null;
  /** Null: the platform tells where a visitor is. */
  geoHeaders: GeoHeaders | null;
  /** `host:port` of this machine that may be asked; empty unless the server itself is reached from here only. */
  localTargets: string[];
  /** False: the platform compresses what it sends. */
  compresses: boolean;
  logLevel: LogLevel;
  /** Null: no mail leaves. */
  mail: MailSettings | null;
}

export type ConfigAnswer =
  | { kind: 'ready'; config: Config }
  | { kind: 'missing'; variable: string; why: string };

/**
 * Reads the environment once. An unset variable arrives as null on self-hosted workerd, silently, so every one
 * is looked at; the Worker serves nothing until all are right.
 */
export function readConfig(env: Env): ConfigAnswer {
  const secrets = splitSecrets(env.RINGLET_SECRETS);
  if (secrets.length === 0) return missing('RINGLET_SECRETS', 'it is not set');
  if (secrets.every(isRouteOnly)) return missing('RINGLET_SECRETS', 'each secret in it is for routes only');
  const weak = secrets.map((secret) => whyWeak(bareSecret(secret))).find((why) => why !== null);
  if (weak) return missing('RINGLET_SECRETS', weak);
  const origin = env.PUBLIC_ORIGIN?.replace(/\/$/, '') ?? '';
  if (!/^https?:\/\/[^/\s]+$/.test(origin)) {
    return missing('PUBLIC_ORIGIN', 'it must be an origin, like https://calls.example');
  }
  const operatorToken = env.RINGLET_OPERATOR_TOKEN || null;
  const weakToken = operatorToken && whyWeak(operatorToken);
  if (weakToken) return missing('RINGLET_OPERATOR_TOKEN', `${weakToken}, or none at all`);
  const geoHeaders = env.RINGLET_GEO_HEADERS ? parseGeoHeaders(env.RINGLET_GEO_HEADERS) : null;
  if (geoHeaders === 'unreadable') {
    return missing('RINGLET_GEO_HEADERS', 'it must be like country=x-geo-country,region=x-geo-region');
  }
  const localTargets = env.RINGLET_LOCAL_TARGETS ? parseLocalTargets(env.RINGLET_LOCAL_TARGETS) : [];
  if (localTargets === null) {
    return missing('RINGLET_LOCAL_TARGETS', 'it must be like localhost:2525,localhost:8025');
  }
  if (parseTwilioPrices(env.RINGLET_TWILIO_PRICES) === 'unreadable') {
    return missing('RINGLET_TWILIO_PRICES', 'it must be like US=115,GB=115, in minor units');
  }
  const development = findDevelopment(env, origin);
  if (development) return missing(development, 'it is for developing, and others reach this server');
  const mail = readMailSettings(env.RINGLET_SMTP_URL, env.RINGLET_MAIL_FROM, localTargets);
  if (mail.kind === 'unreadable') return missing(mail.variable, mail.why);
  const logLevel = LOG_LEVELS.find((level) => level === (env.RINGLET_LOG || 'warning'));
  if (logLevel === undefined) return missing('RINGLET_LOG', `it must be one of ${LOG_LEVELS.join(', ')}`);
  const weakScraper = env.RINGLET_METRICS_TOKEN && whyWeak(env.RINGLET_METRICS_TOKEN);
  if (weakScraper) return missing('RINGLET_METRICS_TOKEN', weakScraper);
  const compresses = env.RINGLET_COMPRESS === '1';
  const told = { origin, operatorToken, geoHeaders, localTargets, compresses, logLevel, mail: mail.settings };
  return { kind: 'ready', config: told };
}

/**
 * A setting that is for developing, on a server that the world reaches. The self-hosted launcher looks at the address
 * that it listens on, and a mail server of its own machine is nothing special there.
 */
function findDevelopment(env: Env, origin: string): string | null {
  if (isLoopbackHost(new URL(origin).hostname)) return null;
  if (env.RINGLET_LOCAL_TARGETS && env.RINGLET_ONE_PROCESS !== '1') return 'RINGLET_LOCAL_TARGETS';
  const twilio = env.RINGLET_TWILIO_API;
  return twilio && !twilio.startsWith('https://') ? 'RINGLET_TWILIO_API' : null;
}

function missing(variable: string, why: string): ConfigAnswer {
  return { kind: 'missing', variable, why };
}
