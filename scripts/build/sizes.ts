import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Bytes of one bundle as it is, and as a web server sends it at the best setting. */
export interface BundleSize {
  raw: number;
  gzip: number;
  brotli: number;
}

/** What the build leaves in `dist/sizes.json`. */
export type BundleSizes = Record<
  'loader' | 'page' | 'behaviour' | 'widget' | 'card' | 'debug' | 'links' | 'worker',
  BundleSize
>;

export function measureFile(path: string): BundleSize {
  const bytes = readFileSync(path);
  // Node's brotli defaults to its best quality, 11.
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}

export function renderSizeTable(sizes: BundleSizes): string {
  const rows = Object.entries(sizes).map(([name, { raw, gzip, brotli }]) => [name, raw, gzip, brotli]);
  return [['bytes', 'raw', 'gzip', 'brotli'], ...rows]
    .map(
      ([name, ...figures]) =>
        String(name).padEnd(10) + figures.map((figure) => String(figure).padStart(10)).join(''),
    )
    .join('\n');
}
