import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop } from './support/account.ts';
import { changeWidget, playOrder } from './support/telephones.ts';

/** Nobody is called often, so each visitor is another one. */
const CODES = ['903', '905', '910', '915', '916', '925', '926'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a simulated telephone without a hand on it', () => {
  it.each([
    ['picks up on both sides and talks', {}, 'completed', null, '200-200'],
    ['is busy in the office', { office: '000486' }, 'failed', 'busy_manager', '486-0'],
    ['cannot be reached in the office', { office: '000503' }, 'failed', 'provider', '503-0'],
    ['rings out in the office', { office: '000480' }, 'failed', 'no_answer_manager', /^4\d\d-0$/],
    ['is busy at the visitor’s', { visitor: '000486' }, 'failed', 'busy_visitor', '200-486'],
    ['does not exist at the visitor’s', { visitor: '000404' }, 'failed', 'invalid_number', '200-404'],
    ['cannot be reached at the visitor’s', { visitor: '000503' }, 'failed', 'provider', '200-503'],
  ])('%s, as its number says', async (_, numbers, status, reason, outcome) => {
    const { office, visitor } = { office: '000200', visitor: '000200', ...numbers };
    const shop = await aShop();
    await shop.admin('PATCH', `offices/${shop.office}`, { phone: `+74951${office}` });
    const delays = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
    await changeWidget(shop, { offices: [shop.office], scenario: { delays, retries: { afterMin: [] } } });
    const call = await playOrder(shop, { phone: `+7${CODES.pop()}1${visitor}` });
    for (let i = 0; i < 30; i++) {
      vi.setSystemTime(Date.now() + 2_000);
      await call.settle();
    }
    expect(await call.view()).toMatchObject({ status, reason });
    const { attempts, success } = await shop.admin<Callback>('GET', `callbacks/${call.id}`);
    expect(attempts.map((past) => past.outcome)).toEqual([expect.stringMatching(outcome)]);
    if (status === 'completed') expect(success).toBe(true);
  });
});
