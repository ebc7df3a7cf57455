import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADMIN_RATE } from '../../../edge/domain/limits.ts';
import { RequestRate } from '../../../edge/objects/account/request-rate.ts';
import { aBusiness, aTokenWith, type Business } from '../support/admin.ts';

const { requests: MOST } = ADMIN_RATE;

/** Lets a token have so many requests left; its account was read with it when it was made. */
async function useUp(business: Business, left: number): Promise<void> {
  const { take } = RequestRate.prototype;
  const spied = vi.spyOn(RequestRate.prototype, 'take').mockImplementationOnce(function (
    this: RequestRate,
    token,
    now,
  ) {
    for (let i = 0; i < MOST - left - 2; i++) take.call(this, token, now);
    return take.call(this, token, now);
  });
  await business.ask('GET', 'sites');
  spied.mockRestore();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('how often a token may ask', () => {
  it('stands in every answer, also in refusals', async () => {
    const business = await aBusiness();
    // Its own account was read with it when it was made.
    const first = await business.ask('GET', 'sites');
    expect(first.headers.get('ratelimit-policy')).toBe(`"token";q=${MOST};w=60`);
    expect(first.headers.get('ratelimit')).toBe(`"token";r=${MOST - 2};t=60`);
    vi.setSystemTime(Date.now() + 20_500);
    const second = await business.ask('GET', 'sites/site_0000000000000000');
    expect([second.status, second.headers.get('ratelimit')]).toEqual([404, `"token";r=${MOST - 3};t=40`]);
  });

  it('is refused beyond it with 429 and Retry-After, for that token alone, until the minute is over', async () => {
    const business = await aBusiness();
    await useUp(business, 1);
    expect((await business.ask('POST', 'sites', { body: { name: 'A', hosts: ['a.example'] } })).status).toBe(
      201,
    );
    const refused = await business.ask('POST', 'sites', { body: { name: 'B', hosts: ['b.example'] } });
    expect(refused).toMatchObject({ status: 429, body: { type: expect.stringMatching(/rate_limited$/) } });
    expect([refused.headers.get('retry-after'), refused.headers.get('ratelimit')]).toEqual([
      '60',
      '"token";r=0;t=60',
    ]);
    const other = await aTokenWith(business, ['sites:view']);
    const { body } = await business.ask('GET', 'sites', { token: other });
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['A']);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await business.ask('GET', 'sites')).status).toBe(200);
  });

  it('is told nobody whose token is not known', async () => {
    const business = await aBusiness();
    const { status, headers } = await business.ask('GET', 'sites', {
      token: `${business.token.slice(0, -1)}${business.token.endsWith('0') ? '1' : '0'}`,
    });
    expect([status, headers.get('ratelimit')]).toEqual([401, null]);
  });
});
