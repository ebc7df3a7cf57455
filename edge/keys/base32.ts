/** Lower-case Crockford base32: no i, l, o, u, so that nothing is misread or spells a word. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `length` characters of the bit stream of `bytes`, 5 bits each. */
export function encodeBase32(bytes: Uint8Array, length: number): string {
  let out = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5 && out.length < length) {
      bits -= 5;
      out += ALPHABET[(buffer >> bits) & 31];
    }
  }
  if (out.length < length) throw new RangeError('too few bytes for that many characters');
  return out;
}

/** `length` random characters, 5 bits each. */
export function randomBase32(length: number): string {
  return encodeBase32(crypto.getRandomValues(new Uint8Array(Math.ceil((length * 5) / 8))), length);
}
