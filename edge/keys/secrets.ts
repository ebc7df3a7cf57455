import type { Env } from '../env.ts';

/** What a derived key is for. A MAC made for one purpose is worth nothing for another. */
export type Purpose = 'route' | 'lease' | 'callback' | 'link' | 'guard' | 'session';

const utf8 = new TextEncoder();

/** What is sealed: settings that only an object opens, or what a link carries. Each has its own key as well. */
export type SealPurpose = 'envelope' | 'visit-link';

/** Bytes of the nonce of AES-GCM. */
const IV_BYTES = 12;

/** Shorter secrets are refused: 32 characters of a random text carry at least 128 bits. */
export const MIN_SECRET_LENGTH = 32;

/**
 * MACs and envelopes by the secrets of the deployment, newest first: signs and seals with the first, verifies and
 * opens with any, so that a secret can be replaced without a pause. Each purpose has its own key by HKDF (RFC 5869).
 */
export class SecretRing {
  readonly #secrets: string[];
  readonly #keys = new Map<string, CryptoKey>();

  constructor(secrets: string[]) {
    this.#secrets = secrets;
  }

  /** HMAC-SHA-256 of `text`, 32 bytes. */
  async sign(purpose: Purpose, text: string): Promise<Uint8Array> {
    const key = await this.#key(purpose, 0);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)));
  }

  /** The same by every secret, newest first. */
  async signWithEach(purpose: Purpose, text: string): Promise<Uint8Array[]> {
    const macs = this.#secrets.map(async (_, index) => {
      const key = await this.#key(purpose, index);
      return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)));
    });
    return Promise.all(macs);
  }

  /** True if any secret made a MAC for which `matches` holds. The comparison is the caller's: MACs may be cut. */
  async verify(purpose: Purpose, text: string, matches: (mac: Uint8Array) => boolean): Promise<boolean> {
    for (let index = 0; index < this.#secrets.length; index++) {
      const key = await this.#key(purpose, index);
      const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(text));
      if (matches(new Uint8Array(mac))) return true;
    }
    return false;
  }

  /** Encrypts with AES-GCM: nonce and ciphertext. What is bound to something opens only together with it. */
  async seal(text: string, boundTo: string, purpose: SealPurpose = 'envelope'): Promise<Uint8Array> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const key = await this.#key(purpose, 0);
    const cipher = { name: 'AES-GCM', iv, additionalData: utf8.encode(boundTo) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, key, utf8.encode(text)));
    const bytes = new Uint8Array(IV_BYTES + sealed.length);
    bytes.set(iv);
    bytes.set(sealed, IV_BYTES);
    return bytes;
  }

  /** The text, or null if no secret of this deployment sealed it for `boundTo`. */
  async open(bytes: Uint8Array, boundTo: string, purpose: SealPurpose = 'envelope'): Promise<string | null> {
    const additionalData = utf8.encode(boundTo);
    const cipher = { name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES), additionalData };
    for (let index = 0; index < this.#secrets.length; index++) {
      const key = await this.#key(purpose, index);
      const text = await crypto.subtle.decrypt(cipher, key, bytes.slice(IV_BYTES)).then(
        (plain) => new TextDecoder().decode(plain),
        // Sealed with another secret of the list, or damaged.
        () => null,
      );
      if (text !== null) return text;
    }
    return null;
  }

  async #key(purpose: Purpose | SealPurpose, index: number): Promise<CryptoKey> {
    const name = `${index}:${purpose}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const isCipher = purpose === 'envelope' || purpose === 'visit-link';
    const base = await crypto.subtle.importKey('raw', utf8.encode(this.#secrets[index]), 'HKDF', false, [
      'deriveKey',
    ]);
    const key = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: utf8.encode('ringlet'), info: utf8.encode(purpose) },
      base,
      isCipher ? { name: 'AES-GCM', length: 256 } : { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      isCipher ? ['encrypt', 'decrypt'] : ['sign'],
    );
    this.#keys.set(name, key);
    return key;
  }
}

const rings = new WeakMap<Env, SecretRing>();

/** The ring of this deployment; its keys are derived once an isolate. Call `readConfig` first. */
export function secretsOf(env: Env): SecretRing {
  let ring = rings.get(env);
  if (!ring) {
    ring = new SecretRing(splitSecrets(env.RINGLET_SECRETS));
    rings.set(env, ring);
  }
  return ring;
}

export function splitSecrets(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

/** Compares without telling by its time where the difference is. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

export function equalText(a: string, b: string): boolean {
  return equalBytes(utf8.encode(a), utf8.encode(b));
}
