import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Sizes = Record<string, { raw: number; gzip: number; brotli: number }>;

const FILE = 'dist/sizes.json';

/**
 * Bytes. The loader is on every page view of every customer, the page module where somebody touches the page, the
 * widget on pages that have one.
 */
const LIMITS = [
  { bundle: 'loader', encoding: 'brotli', limit: 7_930 },
  { bundle: 'page', encoding: 'brotli', limit: 3_730 },
  { bundle: 'widget', encoding: 'brotli', limit: 13_300 },
  { bundle: 'debug', encoding: 'brotli', limit: 16_000 },
  { bundle: 'worker', encoding: 'raw', limit: 712_000 },
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
