import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Bytes of one bundle as it is, and as a web server sends it at the best setting. */
export interface BundleSize {
  raw: number;
  gzip: number;
  brotli: number;
}

/**
 * What the build leaves in `dist/sizes.json`. `words` and `moreWords` are those of the language that has most. `order` is
 * all that a visitor downloads of the widget to see the launcher, to open the card and to order a call for now.
 */
export type BundleSizes = Record<
  'loader' | 'page' | 'behaviour' | 'links' | 'debug' | 'worker' | keyof typeof WIDGET_FILES | 'order',
  BundleSize
>;

/** Files of the widget, by how their names begin and, of several, what follows the language. */
const WIDGET_FILES = {
  widget: /^widget-[\w-]{8}\.js$/,
  card: /^widget-card-/,
  words: /^widget-\w\w-first-/,
  moreWords: /^widget-\w\w-later-/,
  status: /^widget-status-/,
  picker: /^widget-time-picker-/,
  times: /^widget-times-/,
  clock: /^widget-clock-values-/,
  extras: /^widget-extra-fields-/,
  teaser: /^widget-teaser-/,
} as const;
const TO_ORDER = ['widget', 'card', 'words'] as const;

/**
 * The sizes of the widget's files in a folder of scripts.
 *
 * @throws Error if a part is missing, or has a file that is not counted
 */
export function measureWidget(folder: string): Pick<BundleSizes, keyof typeof WIDGET_FILES | 'order'> {
  const files = readdirSync(folder).filter((file) => file.startsWith('widget-'));
  const stray = files.find((file) => !Object.values(WIDGET_FILES).some((names) => names.test(file)));
  if (stray) throw new Error(`${stray} is a part of the widget whose size nobody looks at`);
  const measure = (name: keyof typeof WIDGET_FILES): BundleSize => {
    const sizes = files
      .filter((file) => WIDGET_FILES[name].test(file))
      .map((file) => measureFile(join(folder, file)));
    const most = sizes.sort((a, b) => b.brotli - a.brotli)[0];
    if (!most) throw new Error(`the bundle left no ${name} of the widget`);
    return most;
  };
  const names = Object.keys(WIDGET_FILES) as (keyof typeof WIDGET_FILES)[];
  const parts = Object.fromEntries(names.map((name) => [name, measure(name)])) as Record<
    keyof typeof WIDGET_FILES,
    BundleSize
  >;
  const sum = (key: keyof BundleSize) => TO_ORDER.reduce((total, name) => total + parts[name][key], 0);
  return { ...parts, order: { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') } };
}

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
