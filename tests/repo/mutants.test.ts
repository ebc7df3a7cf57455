import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from '../mutants/mutants.ts';

describe('the mutants', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '"%s" can still be built into the code as it is',
    (_, { edits }) => {
      for (const { file, find } of edits) {
        expect(readFileSync(file, 'utf8').split(find).length - 1, `${file} must hold once: ${find}`).toBe(1);
      }
    },
  );
});
