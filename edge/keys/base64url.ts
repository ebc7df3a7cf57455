/// <reference lib="esnext.typedarrays" />

const URL_SAFE = { alphabet: 'base64url', omitPadding: true } as const;

/** RFC 4648 base64url without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64(URL_SAFE);
}

/** The bytes, or null if `text` is not base64url. */
export function decodeBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
