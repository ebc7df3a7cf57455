import { describe, expect, it } from 'vitest';
import {
  countryTyped,
  formatPhone,
  type PhoneRules,
  readPhone,
} from '../../../widget/callback/phone-entry.ts';
import { PLANS } from './builders.ts';

/** All plans are known, and one is preset. */
const at = (country: string, isOnly = false): PhoneRules => ({
  plans: Object.values(PLANS),
  country,
  isOnly,
});

describe('reading a phone number', () => {
  it.each([
    ['RU', '9991234567', '+79991234567'],
    ['RU', '8 (999) 123-45-67', '+79991234567'],
    ['RU', '+7 999 123 45 67', '+79991234567'],
    ['RU', 'tel:+79991234567', '+79991234567'],
    ['RU', '＋７９９９１２３４５６７', '+79991234567'],
    ['RU', '+٧٩٩٩١٢٣٤٥٦٧', '+79991234567'],
    ['RU', '+371 67 123 456', '+37167123456'],
    ['RU', '0044 20 7946 0018', '+442079460018'],
    ['KZ', '8 701 123 45 67', '+77011234567'],
    ['LV', '67123456', '+37167123456'],
    ['LV', '37167123456', '+37167123456'],
    ['AE', '050 123 4567', '+971501234567'],
    ['AE', '971501234567', '+971501234567'],
    ['DE', '030 123456', '+4930123456'],
    ['DE', '0151/23456789', '+4915123456789'],
    ['US', '(212) 555-0100', '+12125550100'],
    ['US', '1 212 555 0100', '+12125550100'],
    ['GB', '020 7946 0018', '+442079460018'],
    ['RU', '+49 (0) 30 123456', '+4930123456'],
    ['RU', '8 800 555-35-35', '+78005553535'],
    ['RU', '800 555-35-35', '+78005553535'],
    ['US', '011 44 20 7946 0018', '+442079460018'],
    ['XX', '+81 3 1234 5678', '+81312345678'],
  ])('in %s takes %s for %s', (country, text, e164) => {
    expect(readPhone(text, at(country))).toEqual({ kind: 'phone', e164 });
  });

  it.each([
    ['RU', '', 'empty'],
    ['RU', '   ', 'empty'],
    ['RU', 'hello', 'not_number'],
    ['RU', '+', 'not_number'],
    ['RU', '999 123-45-67, ext. 5', 'not_number'],
    ['RU', '999 123', 'too_short'],
    ['RU', '+7 999 123-45-6', 'too_short'],
    ['RU', '+7 999 123-45-678', 'too_long'],
    ['RU', '8 999 123 45 67 8', 'too_long'],
    ['LV', '6712345', 'too_short'],
    ['US', '212 555', 'too_short'],
    ['US', '212 555 01000', 'too_long'],
    ['XX', '9991234567', 'no_country'],
    ['XX', '+81 3', 'too_short'],
    ['XX', '+8112345678901234', 'too_long'],
  ])('in %s says of %j that it is %s', (country, text, fault) => {
    expect(readPhone(text, at(country))).toEqual({ kind: 'fault', fault });
  });
});

it.each([
  ['+79991234567', '+7 999 123-45-67'],
  ['+12125550100', '+1 212 555 0100'],
  ['+37167123456', '+371 671 234 56'],
  ['+4930123456', '+49 301 234 56'],
  ['+81312345678', '+81 312 345 678'],
])('shows %s as %s, and reads what it shows', (e164, shown) => {
  expect(formatPhone(e164)).toBe(shown);
  expect(readPhone(shown, at('RU'))).toEqual({ kind: 'phone', e164 });
});

it('calls the listed countries only, if the owner says so', () => {
  const fault = { kind: 'fault', fault: 'wrong_country' };
  expect(readPhone('+81 3 1234 5678', at('RU', true))).toEqual(fault);
  expect(readPhone('+49 30 123456', at('RU', true)).kind).toBe('phone');
});

it.each([
  ['+49 30', 'DE'],
  ['+7 701', 'KZ'],
  ['  +971', 'AE'],
  ['49 30', null],
  ['+81', null],
])('takes the country from %j: %s', (text, country) => {
  expect(countryTyped(text, at('KZ'))).toBe(country);
});
