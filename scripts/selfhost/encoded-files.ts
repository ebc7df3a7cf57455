import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** By the name that HTTP has for them. Node's brotli works at its best quality, 11, unless told. */
const ENCODERS: Record<string, (bytes: Buffer) => Buffer> = {
  br: (bytes) => brotliCompressSync(bytes),
  gzip: (bytes) => gzipSync(bytes, { level: 9 }),
};
/** Pictures, fonts and sound are compressed in themselves. */
const TEXT_TYPES = /^(text\/|application\/(json|xml)|image\/svg)/;
/** A smaller file fits into one packet as it is. */
const MIN_BYTES = 1000;

/** One static file as it is on the disk. */
export interface PlainFile {
  bytes: Buffer;
  /** Changes with the content. */
  hash: string;
  type: string;
}

/**
 * Compresses text files into `folder`, a file for each content and encoding, unless it is there already; what no file
 * needs any more is removed. Answers the sizes in bytes by hash and encoding; a file that is not text has none.
 */
export function writeEncodedFiles(
  folder: string,
  files: readonly PlainFile[],
): Map<string, Record<string, number>> {
  mkdirSync(folder, { recursive: true });
  const sizes = new Map<string, Record<string, number>>();
  const names = new Set<string>();
  for (const { bytes, hash, type } of files) {
    if (!TEXT_TYPES.test(type) || bytes.length < MIN_BYTES) continue;
    const own: Record<string, number> = {};
    for (const [encoding, encode] of Object.entries(ENCODERS)) {
      const name = `${hash}.${encoding}`;
      names.add(name);
      own[encoding] = writeOnce(join(folder, name), () => encode(bytes));
    }
    sizes.set(hash, own);
  }
  for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(join(folder, name));
  return sizes;
}

/** The bytes that the file has, or now has. A start that dies half way leaves no half file. */
function writeOnce(path: string, make: () => Buffer): number {
  if (!existsSync(path)) {
    writeFileSync(`${path}.part`, make());
    renameSync(`${path}.part`, path);
  }
  return statSync(path).size;
}
