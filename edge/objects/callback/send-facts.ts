import type { Env } from '../../env.ts';
import type { SendFacts } from '../outbox.ts';
import type { Telephony } from './telephony.ts';

/** Carries what a callback owes: records to its account, commands to the telephony provider. */
export function sendCallbackFacts(env: Env, telephony: Pick<Telephony, 'send'>): SendFacts {
  return async (target, facts) => {
    if (!target.startsWith('account:')) return telephony.send(facts);
    const { accepted } = await env.ACCOUNT.getByName(target).acceptFacts({ facts });
    return accepted;
  };
}
