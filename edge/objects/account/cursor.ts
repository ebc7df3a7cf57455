import { decodeBase64Url, encodeBase64Url } from '../../keys/base64url.ts';

/** The last row of a page. `list` says of which account, resource and order it is, so that no other takes it. */
export interface Cursor {
  list: string;
  value: string | number;
  id: string;
}

export function encodeCursor({ list, value, id }: Cursor): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify([list, value, id])));
}

/** The cursor, or null if the text is damaged or belongs to another list. */
export function decodeCursor(text: string, list: string): Cursor | null {
  const bytes = decodeBase64Url(text);
  if (!bytes) return null;
  try {
    const parts: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [of, value, id] = parts as unknown[];
    const isValue = typeof value === 'string' || typeof value === 'number';
    return of === list && isValue && typeof id === 'string' ? { list, value, id } : null;
  } catch {
    return null; // not UTF-8 or not JSON: nobody got this cursor from here
  }
}
