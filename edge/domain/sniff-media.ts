import type { UploadType } from '../../shared/contract/admin/upload.ts';

/**
 * What a file is by its own first bytes, or null for anything that is not taken. What it is called or said to be does not
 * count; SVG is not taken, because it can hold scripts.
 */
export function sniffMedia(bytes: Uint8Array): UploadType | null {
  const startsWith = (at: number, ...values: number[]) => values.every((value, i) => bytes[at + i] === value);
  const says = (at: number, text: string) => startsWith(at, ...[...text].map((char) => char.charCodeAt(0)));
  if (startsWith(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) && says(12, 'IHDR')) return 'image/png';
  if (startsWith(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (says(0, 'RIFF') && says(8, 'WEBPVP8')) return 'image/webp';
  if (says(0, 'RIFF') && says(8, 'WAVE')) return 'audio/wav';
  if (says(0, 'ID3') || isFrameOfLayer3(bytes)) return 'audio/mpeg';
  return null;
}

/** Eleven bits of sync, the layer, and values of rate and frequency that are not reserved. */
function isFrameOfLayer3([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const isVersion = (second & 0x18) !== 0x08;
  return isSync && isVersion && (second & 0x06) === 0x02 && third >> 4 !== 0x0f && (third & 0x0c) !== 0x0c;
}
