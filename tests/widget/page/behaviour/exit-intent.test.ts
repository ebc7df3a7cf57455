import { describe, expect, it } from 'vitest';
import { isUpFlick } from '../../../../widget/page/behaviour/exit-intent.ts';

const WINDOW = 700;

describe('a flick towards the top', () => {
  it.each<[string, [at: number, px: number][], boolean]>([
    [
      'half a window in no time',
      [
        [0, 1000],
        [200, 650],
      ],
      true,
    ],
    [
      'in several steps',
      [
        [0, 1200],
        [100, 1000],
        [200, 900],
        [300, 800],
      ],
      true,
    ],
    [
      'less than half a window',
      [
        [0, 1000],
        [200, 651],
      ],
      false,
    ],
    [
      'slowly',
      [
        [0, 1000],
        [300, 900],
        [600, 750],
        [900, 600],
      ],
      false,
    ],
    [
      'downwards',
      [
        [0, 1000],
        [200, 2000],
      ],
      false,
    ],
    [
      'within the first screen, where there is nothing to leave',
      [
        [0, 699],
        [200, 0],
      ],
      false,
    ],
    ['not at all', [], false],
  ])('%s: %#', (_name, samples, expected) => {
    expect(
      isUpFlick(
        samples.map(([at, px]) => ({ at, px })),
        WINDOW,
      ),
    ).toBe(expected);
  });
});
