import { encodeBase64Url } from './base64url.ts';

/** 128 random bits behind a kind letter, as browsers mint them too. */
export function newVisitorId(): string {
  return `v_${random128()}`;
}

export function newSessionId(): string {
  return `s_${random128()}`;
}

function random128(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}
