import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isLoopback } from '../selfhost/passed-on.ts';
import { loadSecrets, splitSecrets } from '../selfhost/secrets.ts';
import { type Check, type DoctorPlace, failed, ok, orFailed, warning } from './check.ts';

/** What the server was told. */
export async function checkSettings({ dataDir, host, env }: DoctorPlace): Promise<Check[]> {
  return [
    await orFailed('secrets', () => checkSecrets(dataDir, env)),
    checkOrigin(host, env),
    await orFailed('mail', () => checkMail(env)),
    checkDevelopment(host, env),
  ];
}

function checkSecrets(dataDir: string, env: DoctorPlace['env']): Check {
  const isStored = existsSync(join(dataDir, 'secrets.json'));
  if (!isStored && !env.RINGLET_SECRETS) return ok('secrets', 'The first start makes them.');
  const secrets = splitSecrets(loadSecrets(dataDir, env).RINGLET_SECRETS);
  const whole = secrets.filter(({ isRouteOnly }) => !isRouteOnly).length;
  if (whole === 0) return failed('secrets', 'Each secret in RINGLET_SECRETS is for routes only.');
  return ok('secrets', `${whole}, and ${secrets.length - whole} for routes only`);
}

function checkOrigin(host: string, env: DoctorPlace['env']): Check {
  const origin = env.PUBLIC_ORIGIN;
  if (!origin) {
    return isLoopback(host)
      ? warning('origin', 'PUBLIC_ORIGIN is not set: only this machine reaches the server.')
      : failed('origin', 'PUBLIC_ORIGIN is not set, and pages of customers have to reach the server by it.');
  }
  const { protocol, hostname } = new URL(origin);
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    return warning('origin', `${origin} is not https: pages that are will not load the script.`);
  }
  if (protocol === 'https:' && !Number(env.RINGLET_TRUSTED_PROXIES ?? 0)) {
    return warning(
      'origin',
      'It is https and RINGLET_TRUSTED_PROXIES is 0: every visitor has the address of the proxy.',
    );
  }
  return ok('origin', origin);
}

async function checkMail(env: DoctorPlace['env']): Promise<Check> {
  const { RINGLET_SMTP_URL: url, RINGLET_MAIL_FROM: from } = env;
  if (!url)
    return warning('mail', 'RINGLET_SMTP_URL is not set: mail waits, confirmations of people among it.');
  if (!from) return failed('mail', 'RINGLET_MAIL_FROM is not set.');
  if (!URL.canParse(url)) return failed('mail', 'RINGLET_SMTP_URL cannot be read.');
  const { hostname, port, protocol } = new URL(url);
  const at = Number(port) || (protocol === 'smtps:' ? 465 : 587);
  const isThere = await canConnect(hostname.replace(/^\[|\]$/g, ''), at);
  return isThere
    ? ok('mail', `${hostname}:${at} answers`)
    : failed('mail', `${hostname}:${at} does not answer.`);
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5000 });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** What is for developing must not meet the outside world. */
function checkDevelopment(host: string, env: DoctorPlace['env']): Check {
  const targets = env.RINGLET_LOCAL_TARGETS;
  if (targets && !isLoopback(host)) {
    return failed('development', 'RINGLET_LOCAL_TARGETS is set on a server that others reach.');
  }
  if (targets && env.PUBLIC_ORIGIN && !isLoopback(new URL(env.PUBLIC_ORIGIN).hostname)) {
    return warning(
      'development',
      `Whoever has an account can have requests sent to ${targets} of this machine.`,
    );
  }
  return ok('development', 'nothing that is for developing only');
}
