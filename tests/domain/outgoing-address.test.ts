import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../edge/domain/outgoing-address.ts';
import { forbiddenAddresses, HAND_FORMS } from '../support/forbidden-addresses.ts';

const PUBLIC = [
  'https://shop.example/',
  'https://shop.example:8443/hook',
  'http://93.184.216.34/',
  'https://[2606:2800:220:1:248:1893:25c8:1946]/',
  'https://xn--e1afmkfd.xn--p1ai/',
  'https://local.shop.example/',
  'https://internal.shop.example/',
];

describe('an address that a customer names', () => {
  it.each(HAND_FORMS)('is not asked at %s', (address) => {
    expect(URL.canParse(address) && isPublicAddress(new URL(address))).toBe(false);
  });

  it.each(PUBLIC)('may be %s', (address) => {
    expect(isPublicAddress(new URL(address))).toBe(true);
  });

  it('is not asked however its private address is put together', () => {
    const addresses = forbiddenAddresses(9_000).filter((address) => URL.canParse(address));
    expect(addresses.length).toBeGreaterThan(2_000);
    expect(addresses.filter((address) => isPublicAddress(new URL(address)))).toEqual([]);
  });
});
