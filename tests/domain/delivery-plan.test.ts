import { describe, expect, it } from 'vitest';
import { GIVE_UP_MS, planDelivery } from '../../edge/domain/delivery-plan.ts';

const HOUR = 3_600_000;

describe('what follows from an attempt to deliver', () => {
  it.each(['delivered', 'refused'] as const)('is the end if it was %s', (outcome) => {
    expect(planDelivery(outcome, { attempts: 1, since: 0 }, 5, 0.5)).toEqual({
      status: outcome,
      dueAt: null,
    });
  });

  it('is another one, after pauses that grow from seconds to a day', () => {
    const pauses = Array.from({ length: 11 }, (_, i) => {
      const step = planDelivery('retry', { attempts: i + 1, since: 0 }, 0, 0.5);
      return step.dueAt;
    });
    const seconds = pauses.map((ms) => (ms ?? 0) / 1000);
    expect(seconds).toEqual([5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400, 86400, 86400]);
  });

  it.each([
    [0, 4_000],
    [1, 6_000],
  ])('is spread by a fifth: chance %d waits %d ms', (chance, dueAt) => {
    expect(planDelivery('retry', { attempts: 1, since: 0 }, 0, chance)).toEqual({ status: 'waiting', dueAt });
  });

  it.each([0, 0.5, 1])('is nothing any more after five days, whatever the chance (%d)', (chance) => {
    let now = 0;
    let attempts = 0;
    for (;;) {
      attempts += 1;
      const step = planDelivery('retry', { attempts, since: 0 }, now, chance);
      if (step.status !== 'waiting') break;
      expect(step.dueAt).toBeGreaterThan(now);
      now = step.dueAt;
    }
    expect(now).toBeLessThanOrEqual(GIVE_UP_MS);
    expect(now).toBeGreaterThan(GIVE_UP_MS - 30 * HOUR);
    expect(attempts).toBeGreaterThanOrEqual(10);
  });
});
