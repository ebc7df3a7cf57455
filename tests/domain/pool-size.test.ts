import { describe, expect, it } from 'vitest';
import {
  advisePool,
  fallbackShare,
  loadBorne,
  numbersNeeded,
  offeredLoad,
} from '../../edge/domain/pool-size.ts';

describe('the size of a pool', () => {
  // The offered load, in erlangs, that keeps the fallback at 0.1, 1 and 5 %.
  it.each([
    [5, [0.8, 1.4, 2.2]],
    [10, [3.1, 4.5, 6.2]],
    [20, [9.4, 12.0, 15.2]],
    [50, [32.5, 37.9, 44.5]],
    [100, [75.2, 84.1, 95.2]],
  ])('of %i numbers bears the load of the published tables', (numbers, loads) => {
    const borne = [0.001, 0.01, 0.05].map((share) => loadBorne(numbers, share));
    expect(borne.map((load) => Math.round(load * 10) / 10)).toEqual(loads);
    for (const share of [0.001, 0.01, 0.05]) {
      expect(numbersNeeded(loadBorne(numbers, share), share)).toBe(numbers);
    }
  });

  it.each([
    [50, 40, 0.0187],
    [20, 15, 0.0456],
    [10, 10, 0.2146],
    [0, 3, 1],
    [3, 0, 0],
  ])('of %i numbers under %i erlangs sends a known share to the fallback', (numbers, load, share) => {
    expect(fallbackShare(load, numbers)).toBeCloseTo(share, 4);
  });

  it('is advised from arrivals and hold, and a longer hold needs more numbers (S2-62, S2-63, S2-66)', () => {
    expect(offeredLoad(1.5, 600)).toBe(15);
    const pool = { arrivalsPerMin: 1.5, holdS: 600, numbers: 20 };
    const advice = advisePool(pool);
    expect(advice).toMatchObject({
      load: 15,
      needed: [
        { share: 0.05, numbers: 20 },
        { share: 0.01, numbers: 24 },
        { share: 0.001, numbers: 28 },
      ],
    });
    const longer = advisePool({ ...pool, holdS: 1200 });
    const shorter = advisePool({ ...pool, holdS: 300 });
    expect(longer.fallbackShare).toBeGreaterThan(advice.fallbackShare);
    expect(shorter.fallbackShare).toBeLessThan(advice.fallbackShare);
  });
});
