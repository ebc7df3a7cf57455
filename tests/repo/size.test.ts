import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Sizes = Record<string, { raw: number; gzip: number; brotli: number }>;

const FILE = 'dist/sizes.json';

/**
 * Bytes. The loader is on every page view of every customer, the page module where somebody touches the page, the
 * links on sites of several domains, the behaviour and the widget on pages that have one, its card where somebody opens
 * it. All that it takes to order a call for now is the sum that counts; the other parts of the widget come when the card
 * stands, or only to widgets that have them. Names of files with their hashes are part of what imports them: a change
 * anywhere makes that heavier or lighter by some 20 bytes.
 */
const LIMITS = [
  { bundle: 'loader', encoding: 'brotli', limit: 8_220 },
  { bundle: 'page', encoding: 'brotli', limit: 4_400 },
  { bundle: 'behaviour', encoding: 'brotli', limit: 6_300 },
  { bundle: 'order', encoding: 'brotli', limit: 12_000 },
  { bundle: 'widget', encoding: 'brotli', limit: 6_050 },
  { bundle: 'card', encoding: 'brotli', limit: 5_400 },
  { bundle: 'words', encoding: 'brotli', limit: 650 },
  { bundle: 'moreWords', encoding: 'brotli', limit: 1_350 },
  { bundle: 'status', encoding: 'brotli', limit: 4_400 },
  { bundle: 'picker', encoding: 'brotli', limit: 1_350 },
  { bundle: 'times', encoding: 'brotli', limit: 600 },
  { bundle: 'clock', encoding: 'brotli', limit: 350 },
  { bundle: 'extras', encoding: 'brotli', limit: 1_300 },
  { bundle: 'teaser', encoding: 'brotli', limit: 450 },
  { bundle: 'links', encoding: 'brotli', limit: 1_650 },
  { bundle: 'debug', encoding: 'brotli', limit: 17_200 },
  { bundle: 'worker', encoding: 'raw', limit: 2_000_000 },
] as const;

describe('bundle sizes', () => {
  it.each(LIMITS)('keeps the $bundle within $limit bytes $encoding', ({ bundle, encoding, limit }) => {
    expect(existsSync(FILE), `${FILE} is missing: run npm run build`).toBe(true);
    const sizes = JSON.parse(readFileSync(FILE, 'utf8')) as Sizes;
    const size = sizes[bundle]?.[encoding] ?? Number.NaN;
    expect(size, `the ${bundle} has ${size} bytes ${encoding}, the limit is ${limit}`).toBeLessThanOrEqual(
      limit,
    );
  });
});
