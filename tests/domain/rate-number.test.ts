import { describe, expect, it } from 'vitest';
import { priceOf, rateNumber, scoreNumber } from '../../edge/domain/numbers/rate-number.ts';
import {
  findSimulated,
  simulatedNumber,
  simulatedRegions,
} from '../../edge/domain/numbers/simulated-stock.ts';
import { parseTwilioPrices, priceTwilioNumber } from '../../edge/domain/numbers/twilio-prices.ts';

describe('how easily a number is remembered', () => {
  it.each([
    ['+74957777777', 'gold'],
    ['+74957000000', 'gold'],
    ['+74951234567', 'gold'],
    ['+74957771717', 'gold'],
    ['+74952072020', 'silver'],
    ['+74953332211', 'bronze'],
    ['+74955005005', 'gold'],
    ['+74952222000', 'gold'],
    ['+74952073553', 'plain'],
    ['+74952618394', 'plain'],
    ['+12138064159', 'plain'],
  ])('of %s is %s', (e164, beauty) => {
    expect(rateNumber(e164)).toBe(beauty);
  });

  it('lies between 0 and 100, and does not depend on the code of the region', () => {
    for (let i = 0; i < 5_000; i++) {
      const digits = String(2_000_000 + i * 1_597).slice(0, 7);
      const score = scoreNumber(`+7495${digits}`);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      expect(scoreNumber(`+7812${digits}`)).toBe(score);
    }
  });

  it('makes the price, upwards from that of the region (S2-11)', () => {
    const prices = (['plain', 'bronze', 'silver', 'gold'] as const).map((beauty) => priceOf(10_000, beauty));
    expect(prices).toEqual([10_000, 15_000, 30_000, 100_000]);
  });
});

describe('the simulated stock', () => {
  it('is the same at every call, and no number is in two regions', () => {
    const [once, again] = [findSimulated({}), findSimulated({})];
    expect(again).toEqual(once);
    expect(new Set(once.map(({ e164 }) => e164)).size).toBe(once.length);
    expect(once.length).toBe(simulatedRegions().length * 60);
    for (const number of once) {
      expect(number.e164).toMatch(/^\+7\d{10}$/);
      expect(simulatedNumber(number.e164)).toEqual(number);
    }
    expect(simulatedNumber('+74950000000')).toBeNull();
  });
});

describe('prices of Twilio’s numbers', () => {
  it('go by the operator’s list, and where there is none Twilio’s own bill is all', () => {
    const list = parseTwilioPrices('US=115, GB=90');
    if (list === 'unreadable') throw new Error('it can be read');
    expect(priceTwilioNumber('+12138064159', list)).toMatchObject({ region: 'US', price: 115 });
    expect(priceTwilioNumber('+4930901820', list)).toBeNull();
    expect(priceTwilioNumber('+12138064159', null)).toMatchObject({ price: 0 });
    expect(parseTwilioPrices('')).toBeNull();
    for (const text of ['US', 'us=1', 'US=-1', 'US=1.5', 'US=1,,GB=2']) {
      expect(parseTwilioPrices(text)).toBe('unreadable');
    }
  });
});
