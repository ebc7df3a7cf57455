import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ShopTag {
  siteKey: string;
  /** Where the loader comes from, for instance `http://127.0.0.1:8787`. */
  origin: string;
}

/**
 * Copies the demo shop, a customer's site, to `to`, with its script tag filled in: `__SITE_KEY__` and `__ORIGIN__`
 * in its text files. Does nothing if there is no shop at `from`.
 */
export function renderShop(from: string, to: string, tag: ShopTag): void {
  rmSync(to, { recursive: true, force: true });
  if (!existsSync(from)) return;
  cpSync(from, to, { recursive: true });
  for (const name of globSync('**/*.{html,js,css}', { cwd: to })) {
    const file = join(to, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('__SITE_KEY__', tag.siteKey).replaceAll('__ORIGIN__', tag.origin));
  }
}
