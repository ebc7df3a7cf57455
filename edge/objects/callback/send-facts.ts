import { telephonyProvider } from '../../adapters/telephony/providers.ts';
import type { Fact } from '../../domain/facts.ts';
import type { Env } from '../../env.ts';
import { logWarning } from '../../log.ts';
import type { SendFacts } from '../outbox.ts';

/**
 * Carries what a callback owes: records to its account, commands to the telephony provider, in order and each with
 * its key. If the provider refuses for good to ring or to connect somebody, the attempt is over.
 */
export function sendCallbackFacts(env: Env, onRefused: (callback: string) => void): SendFacts {
  return async (target, facts) => {
    if (target.startsWith('account:')) {
      const { accepted } = await env.ACCOUNT.getByName(target).acceptFacts({ facts });
      return accepted;
    }
    return sendCommands(env, facts, onRefused);
  };
}

async function sendCommands(
  env: Env,
  facts: Fact[],
  onRefused: (callback: string) => void,
): Promise<string[]> {
  const sent: string[] = [];
  for (const { id, body } of facts) {
    if (body.type !== 'telephony.command') continue;
    const outcome = await telephonyProvider(env, 'simulator').send(body.command);
    if (outcome.kind === 'retry') return sent;
    sent.push(id);
    if (outcome.kind === 'refused') {
      logWarning('telephony command refused', {
        callback: body.command.leg.callback,
        detail: outcome.detail,
      });
      const { kind, leg } = body.command;
      if (kind === 'dial' || kind === 'bridge') onRefused(leg.callback);
    }
  }
  return sent;
}
