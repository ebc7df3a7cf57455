import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INTERNAL_NAMES } from '../../scripts/build/internal-names.ts';

/** Whose names others know: the wire, the storage, events, the page API, what the widget and the overlay are given. */
const KNOWN_TO_OTHERS = [
  'shared/contract/**/*.ts',
  'shared/touch.ts',
  'widget/answer-store.ts',
  'widget/events.ts',
  'widget/public-api.ts',
  'widget/page/commands.ts',
  'widget/callback/host.ts',
  'widget/debug/host.ts',
];
/** What ECMAScript and browsers call their own. */
const PLATFORM = 'node_modules/@typescript/*/lib/lib.{es20*,dom*}.d.ts';

/** Names of the properties and methods that a text declares, a line each. */
function namesIn(text: string): string[] {
  const declarations = text.matchAll(/^\s*(?:readonly |get |set |async )*(\w+)\??[:(<]/gm);
  return [...declarations].map(([, name]) => name ?? '');
}

describe('names that the build makes short', () => {
  it.each([
    ['the wire, the storage, an event or another module', KNOWN_TO_OTHERS, 20],
    ['the platform', [PLATFORM], 20],
  ])('are none of %s', (_whose, patterns, atLeast) => {
    const files = patterns.flatMap((pattern) => globSync(pattern));
    expect(files.length).toBeGreaterThanOrEqual(atLeast);
    const taken = new Set(files.flatMap((file) => namesIn(readFileSync(file, 'utf8'))));
    expect(INTERNAL_NAMES.filter((name) => taken.has(name))).toEqual([]);
  });

  it('are each in use, and once in the list', () => {
    const sources = globSync(['widget/*.ts', 'widget/{swap,page}/*.ts', 'shared/phone.ts']);
    const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(INTERNAL_NAMES.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
    expect(new Set(INTERNAL_NAMES).size).toBe(INTERNAL_NAMES.length);
  });
});
