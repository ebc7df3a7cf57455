import { expect, test } from 'vitest';
import { newestLines } from '../../../edge/domain/crm/newest-lines.ts';
import { NOON } from '../../support/crm.ts';

const lines = (count: number, size: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: String(i),
    at: NOON + i,
    from: 'visitor' as const,
    author: null,
    text: 'x'.repeat(size),
  }));

test.each([
  [3, 10, 10_000, ['0', '1', '2']],
  [3, 900, 2_000, ['1', '2']],
  [3, 900, 1_999, ['2']],
  [3, 900, 10, []],
  [0, 900, 10, []],
])('%i lines of %i characters within %i', (count, size, max, ids) => {
  expect(newestLines(lines(count, size), max).map(({ id }) => id)).toEqual(ids);
});
