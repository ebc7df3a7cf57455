import { describe, expect, it } from 'vitest';
import { isInRange, parseIpRange } from '../../edge/domain/ip-range.ts';

describe('an address or a range', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.128/25', '203.0.113.127', false],
    ['203.0.113.128/25', '203.0.113.200', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:0db8:0000::0001', true],
    ['::1', '::1', true],
    ['203.0.113.7', '::ffff:203.0.113.7', true],
    ['::ffff:203.0.113.0/24', '203.0.113.7', false],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['203.0.113.7', 'nonsense', false],
    ['203.0.113.7', '', false],
  ])('%s and %s: %s', (range, address, expected) => {
    const parsed = parseIpRange(range);
    expect(parsed !== null && isInRange(address, parsed)).toBe(expected);
  });

  it.each([
    '',
    'x',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/8/8',
    '1.2.3.4/-1',
    '2001:db8',
    '2001:db8::1::2',
    '1:2:3:4:5:6:7:8:9',
    '2001:db8::/129',
    'g::1',
    '1:2:3:4:5:6:7::8',
    '::1.2.3',
  ])('%j is none', (text) => {
    expect(parseIpRange(text)).toBeNull();
  });
});
