import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { siteHeadersFor } from '../build/site-headers.ts';
import { type PlainFile, writeEncodedFiles } from './encoded-files.ts';

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

/** One static file as `assets.js` sends it. */
export interface SiteFile {
  /** SHA-256 of the content, shortened: the name of its compressed forms, and its ETag. */
  hash: string;
  type: string;
  /** Bytes. */
  size: number;
  /** Bytes of its compressed forms, by encoding; absent if it is only sent as it is. */
  encoded?: Record<string, number>;
  headers: Record<string, string>;
}

/**
 * Every file under `site` that may be served, by its path from the root of the site. Their compressed forms are kept in
 * `encodedFolder`.
 */
export function listSiteFiles(site: string, encodedFolder: string): Record<string, SiteFile> {
  const plain = new Map<string, PlainFile>();
  for (const entry of globSync('**', { cwd: site, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(site.length).split(sep).join('/');
    // Dotfiles and the table of headers are for the server, not for visitors.
    if (path.includes('/.') || path === '/_headers') continue;
    const bytes = readFileSync(file);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    plain.set(path, { bytes, hash, type: TYPES[extname(path)] ?? 'application/octet-stream' });
  }
  const sizes = writeEncodedFiles(encodedFolder, [...plain.values()]);
  const list = [...plain].map(([path, { bytes, hash, type }]): [string, SiteFile] => {
    const encoded = sizes.get(hash);
    const headers = siteHeadersFor(path);
    return [path, { hash, type, size: bytes.length, headers, ...(encoded && { encoded }) }];
  });
  return Object.fromEntries(list);
}
