import { describe, expect, it } from 'vitest';
import { formatPhone, readPhone } from '../../../widget/callback/phone-entry.ts';

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
    ['XX', '+81 3 1234 5678', '+81312345678'],
  ])('in %s takes %s for %s', (country, text, e164) => {
    expect(readPhone(text, country)).toEqual({ kind: 'phone', e164 });
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
    expect(readPhone(text, country)).toEqual({ kind: 'fault', fault });
  });
});

it.each([
  ['+79991234567', '+7 999 123-45-67'],
  ['+12125550100', '+1 212 555 0100'],
  ['+37167123456', '+371 671 234 56'],
  ['+4930123456', '+49 301 234 56'],
  ['+81312345678', '+813 123 456 78'],
])('shows %s as %s, and reads what it shows', (e164, shown) => {
  expect(formatPhone(e164)).toBe(shown);
  expect(readPhone(shown, 'RU')).toEqual({ kind: 'phone', e164 });
});
