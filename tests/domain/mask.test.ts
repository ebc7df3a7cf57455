import { expect, it } from 'vitest';
import { maskEmail, maskPhone, maskPhonesIn } from '../../edge/domain/privacy/mask.ts';
import { ShownPhoneSchema } from '../../shared/contract/admin/common.ts';

it.each([
  ['+79991234567', '+7999•••4567'],
  ['+37260012345', '+3726•••2345'],
  ['+2901234', '+•••1234'],
  ['+123456789012345', '+12345678•••2345'],
])('shows %s as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

it('shows masked telephones in a form that the contract knows', () => {
  for (const phone of ['+79991234567', '+12025550123', '+123456789012345', '+2901234']) {
    expect(ShownPhoneSchema.safeParse(maskPhone(phone)).success).toBe(true);
  }
});

it('shows of an address of mail where it is, and nothing of who', () => {
  expect(maskEmail('anna@shop.example')).toBe('a•••@shop.example');
  expect(maskEmail('"a@b"@shop.example')).toBe('"•••@shop.example');
});

it('hides every telephone of a text and leaves the rest', () => {
  expect(maskPhonesIn('Call +79991234567, ext. 12 (2026)')).toBe('Call +7999•••4567, ext. 12 (2026)');
  expect(maskPhonesIn('?p=%2B79991234567&n=1')).toBe('?p=%2B7999•••4567&n=1');
});
