import type { AskedRange, ReadUploadArgs, UploadAnswer } from '../../../rpc/account-rpc.ts';
import type { UploadStore } from './upload-store.ts';

/** What a reader of `/u/{key}` asked for. */
export function readUpload(uploads: UploadStore, { key, known = [], range }: ReadUploadArgs): UploadAnswer {
  const file = uploads.find(key);
  if (!file) return { kind: 'gone' };
  if (known.includes(file.digest)) return { kind: 'found', ...file, bytes: null, from: 0 };
  const { from, to } = range ? resolveRange(range, file.size) : { from: 0, to: file.size };
  if (from >= to) return { kind: 'unsatisfiable', size: file.size };
  return { kind: 'found', ...file, bytes: uploads.read(key, from, to), from };
}

/** From a byte to before another, inside the file; nothing if the range lies beyond it. */
function resolveRange(range: AskedRange, size: number): { from: number; to: number } {
  if ('last' in range) return { from: Math.max(0, size - range.last), to: range.last === 0 ? 0 : size };
  return { from: range.from, to: Math.min(size, range.to === null ? size : range.to + 1) };
}
