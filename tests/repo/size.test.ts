import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Sizes = Record<string, { raw: number; gzip: number; brotli: number }>;

const FILE = 'dist/sizes.json';

/**
 * Bytes. The loader is on every page view of every customer, the page module where somebody touches the page, the
 * links on sites of several domains, the behaviour and the widget on pages that have one, its card with Preact where
 * somebody opens it.
 */
const LIMITS = [
  { bundle: 'loader', encoding: 'brotli', limit: 8_220 },
  { bundle: 'page', encoding: 'brotli', limit: 4_400 },
  { bundle: 'behaviour', encoding: 'brotli', limit: 6_300 },
  { bundle: 'widget', encoding: 'brotli', limit: 8_000 },
  { bundle: 'card', encoding: 'brotli', limit: 11_200 },
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
