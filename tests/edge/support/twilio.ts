import { runDurableObjectAlarm } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { CallbackView } from '../../../shared/contract/callback.ts';
import { callbackPath } from '../../../shared/paths.ts';
import { FakeTwilio } from '../../fakes/fake-twilio.ts';
import { FaultPlan } from '../../fakes/faults.ts';
import { aShop, send, type TestShop } from './account.ts';
import { order } from './page.ts';
import { changeWidget } from './telephones.ts';

export const TWILIO = {
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  authToken: 'fedcba9876543210fedcba9876543210',
  from: '+74950009000',
};

export interface TwilioShop extends TestShop {
  twilio: FakeTwilio;
  faults: FaultPlan;
}

/** A shop whose widget calls by a Twilio of its own, in the place of the outside world; `vi.restoreAllMocks` ends that. */
export async function aTwilioShop(scenario: Record<string, unknown> = {}): Promise<TwilioShop> {
  const faults = new FaultPlan();
  const twilio = new FakeTwilio({
    ...TWILIO,
    faults,
    send: (request) => exports.default.fetch(request),
    now: () => Date.now(),
  });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).host !== 'api.twilio.com') throw new Error(`nobody is at ${request.url}`);
    return twilio.handle(request);
  });
  const shop = await aShop();
  const { accountSid, authToken: secret, from } = TWILIO;
  const integration = await shop.admin<{ id: string }>('POST', 'integrations', {
    name: 'Twilio',
    provider: 'twilio',
    secret,
    accountSid,
    from,
  });
  await changeWidget(shop, { provider: 'twilio', integration: integration.id, scenario });
  return { ...shop, twilio, faults };
}

/** An order, and what comes of it as time goes by. */
export async function placeOrder(shop: TwilioShop, changes: Record<string, unknown> = {}) {
  const { id, token } = await order(shop, changes);
  const callbacks = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
  const settle = async () => {
    for (let i = 0; i < 4; i++) await runDurableObjectAlarm(callbacks);
  };
  await settle();
  return {
    id,
    settle,
    async view() {
      const headers = { origin: 'https://shop.example' };
      return (await send(callbackPath(id, token), { headers })).json<CallbackView>();
    },
    /** Lets so many seconds pass, and whatever is due by then happen. */
    async pass(seconds: number) {
      vi.setSystemTime(Date.now() + seconds * 1000);
      await settle();
    },
  };
}
