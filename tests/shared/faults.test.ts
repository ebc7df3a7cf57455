import { describe, expect, it } from 'vitest';
import { describeFault, FAULT_HINTS, FAULTS, type FaultCode, type FaultHint } from '../../shared/faults.ts';

const placeholdersOf = (text: string) => [...text.matchAll(/%[A-Z]+%/g)].map(([name]) => name).sort();

describe.each(Object.entries(FAULTS))('%s', (_, { title, remedy }) => {
  it('says the same with the same values in both languages', () => {
    for (const text of [title, remedy]) expect(placeholdersOf(text.ru)).toEqual(placeholdersOf(text.en));
    expect(title.en).not.toMatch(/\.$/);
    expect(remedy.en).toMatch(/[.!]$/);
  });
});

it('fills in its values and adds the hint', () => {
  const fault = {
    code: 'pool_exhausted' as FaultCode,
    sure: true,
    values: { OFFICE: 'Showroom' },
    hint: 'shows_fallback' as FaultHint,
  };
  expect(describeFault(fault, 'en').remedy).toMatch(
    /of Showroom is.*\. Visitors see the fallback meanwhile\.$/,
  );
  expect(describeFault(fault, 'ru').remedy).toContain('«Showroom»');
});

it('has hints that are whole sentences', () => {
  for (const { en, ru } of Object.values(FAULT_HINTS))
    expect([en, ru].join('')).toMatch(/^[A-Z].*\.[А-Я].*\.$/);
});
