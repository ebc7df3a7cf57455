import type { Env } from '../env.ts';

/** What a derived key is for. A MAC made for one purpose is worth nothing for another. */
export type Purpose = 'route' | 'lease' | 'callback' | 'link' | 'guard' | 'session';

const utf8 = new TextEncoder();

/** What is sealed: settings that only an object opens, or what a link carries. Each has its own key as well. */
export type SealPurpose = 'envelope' | 'visit-link';

/** Bytes of the nonce of AES-GCM. */
const IV_BYTES = 12;

/** What an envelope begins with that names its secret; those of older versions begin with their nonce. */
const ENVELOPE_V1 = 1;
const KEY_ID_BYTES = 4;
const HEAD_BYTES = 1 + KEY_ID_BYTES;

/** A secret of the list that verifies routing keys and nothing else begins so. */
const ROUTE_ONLY = 'route:';

/**
 * MACs and envelopes by the secrets of the deployment, newest first: signs and seals with the first, verifies and
 * opens with any, so that a secret can be replaced without a pause. Each purpose has its own key by HKDF (RFC 5869).
 *
 * Site keys stand in customers' pages and account ids in tokens, so the secret that made them can never go. As
 * `route:SECRET` it stays in the list for them alone: whoever knows it can neither forge a lease, a session or a link,
 * nor open an envelope.
 */
export class SecretRing {
  /** Those with every purpose come first. */
  readonly #secrets: string[];
  readonly #wholeCount: number;
  readonly #keys = new Map<string, CryptoKey>();

  constructor(secrets: string[]) {
    const whole = secrets.filter((secret) => !isRouteOnly(secret));
    this.#secrets = [...whole, ...secrets.filter(isRouteOnly).map(bareSecret)];
    this.#wholeCount = whole.length;
  }

  /** True while an older secret can still open envelopes: a rotation is under way. */
  get hasOld(): boolean {
    return this.#wholeCount > 1;
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
    const count = purpose === 'route' ? this.#secrets.length : this.#wholeCount;
    for (let index = 0; index < count; index++) {
      const key = await this.#key(purpose, index);
      const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(text));
      if (matches(new Uint8Array(mac))) return true;
    }
    return false;
  }

  /**
   * Encrypts with AES-GCM: nonce and ciphertext, and before them, in an envelope, which secret it was. What is bound to
   * something opens only together with it.
   */
  async seal(text: string, boundTo: string, purpose: SealPurpose = 'envelope'): Promise<Uint8Array> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const key = await this.#key(purpose, 0);
    const cipher = { name: 'AES-GCM', iv, additionalData: utf8.encode(boundTo) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, key, utf8.encode(text)));
    const head = purpose === 'envelope' ? [ENVELOPE_V1, ...(await this.#keyId(0))] : [];
    return new Uint8Array([...head, ...iv, ...sealed]);
  }

  /** The text, or null if no secret of this deployment sealed it for `boundTo`. */
  async open(bytes: Uint8Array, boundTo: string, purpose: SealPurpose = 'envelope'): Promise<string | null> {
    // Without a head, or with a nonce that looks like one, it is from before there were heads.
    const hasHead = purpose === 'envelope' && bytes[0] === ENVELOPE_V1;
    const bodies = hasHead ? [bytes.slice(HEAD_BYTES), bytes] : [bytes];
    for (const body of bodies) {
      for (let index = 0; index < this.#wholeCount; index++) {
        const text = await this.#openWith(index, body, boundTo, purpose);
        if (text !== null) return text;
      }
    }
    return null;
  }

  /** True if the newest secret sealed this envelope: the older ones are not needed for it any more. */
  async isNewest(bytes: Uint8Array): Promise<boolean> {
    if (bytes[0] !== ENVELOPE_V1) return false;
    return equalBytes(bytes.slice(1, HEAD_BYTES), await this.#keyId(0));
  }

  async #openWith(
    index: number,
    body: Uint8Array,
    boundTo: string,
    purpose: SealPurpose,
  ): Promise<string | null> {
    const cipher = {
      name: 'AES-GCM',
      iv: body.slice(0, IV_BYTES),
      additionalData: utf8.encode(boundTo),
    };
    const key = await this.#key(purpose, index);
    return crypto.subtle.decrypt(cipher, key, body.slice(IV_BYTES)).then(
      (plain) => new TextDecoder().decode(plain),
      // Sealed with another secret of the list, or damaged.
      () => null,
    );
  }

  async #keyId(index: number): Promise<Uint8Array> {
    return keyIdOf(this.#secrets[index] ?? '');
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

/**
 * Names a secret without telling anything of it: the first bytes of a MAC that only the secret makes. Backups carry it
 * in hexadecimal (`scripts/selfhost/key-ids.ts` makes the same).
 */
async function keyIdOf(secret: string): Promise<Uint8Array> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), hmac, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, utf8.encode('ringlet key id'));
  return new Uint8Array(mac).slice(0, KEY_ID_BYTES);
}

export function isRouteOnly(secret: string): boolean {
  return secret.startsWith(ROUTE_ONLY);
}

/** A secret of the list without what it is restricted to. */
export function bareSecret(secret: string): string {
  return isRouteOnly(secret) ? secret.slice(ROUTE_ONLY.length) : secret;
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
