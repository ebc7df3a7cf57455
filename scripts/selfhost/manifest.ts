import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { siteHeadersFor } from '../build/site-headers.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** One static file as `assets.js` sends it; `size` in bytes. */
export interface SiteFile {
  etag: string;
  type: string;
  size: number;
  headers: Record<string, string>;
}

/** Every file under `site` that may be served, by its path from the root of the site. */
export function listSiteFiles(site: string): Record<string, SiteFile> {
  const files: Record<string, SiteFile> = {};
  for (const entry of globSync('**', { cwd: site, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(site.length).split(sep).join('/');
    // Dotfiles and the table of headers are for the server, not for visitors.
    if (path.includes('/.') || path === '/_headers') continue;
    const bytes = readFileSync(file);
    files[path] = {
      etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`,
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      size: bytes.length,
      headers: siteHeadersFor(path),
    };
  }
  return files;
}
