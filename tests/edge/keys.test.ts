import { describe, expect, it, vi } from 'vitest';
import { encodeBase32 } from '../../edge/keys/base32.ts';
import {
  accountOfKey,
  accountOfToken,
  isAccountId,
  mintAccountId,
  mintApiToken,
  mintKey,
} from '../../edge/keys/routing-keys.ts';
import { SecretRing } from '../../edge/keys/secrets.ts';
import { openJson, signJson } from '../../edge/keys/signed-json.ts';

const ring = new SecretRing(['a'.repeat(40)]);
const rotated = new SecretRing(['b'.repeat(40), 'a'.repeat(40)]);
const stranger = new SecretRing(['c'.repeat(40)]);

describe('keys that route themselves', () => {
  it('lead to their account, and only as the kind they were made for', async () => {
    const account = await mintAccountId(ring);
    const key = await mintKey(ring, 's', account);
    expect(key).toMatch(/^s[0-9a-hjkmnp-tv-z]{26}$/);
    expect(await accountOfKey(ring, 's', key)).toBe(account);
    expect(await accountOfKey(ring, 'w', key)).toBeNull();
  });

  it('are refused when a single character differs', async () => {
    const key = await mintKey(ring, 's', await mintAccountId(ring));
    for (let i = 0; i < key.length; i++) {
      const other = key[i] === '0' ? '1' : '0';
      expect(await accountOfKey(ring, 's', key.slice(0, i) + other + key.slice(i + 1))).toBeNull();
    }
    expect(await accountOfKey(stranger, 's', key)).toBeNull();
    expect(await accountOfKey(ring, 's', key.toUpperCase())).toBeNull();
  });

  it('still lead there after the secret was replaced', async () => {
    const account = await mintAccountId(ring);
    expect(await accountOfKey(rotated, 's', await mintKey(ring, 's', account))).toBe(account);
    expect(await isAccountId(rotated, account)).toBe(true);
  });

  it('keep an invented account or token from touching any object', async () => {
    const account = await mintAccountId(ring);
    expect(await accountOfToken(ring, mintApiToken(account))).toBe(account);
    expect(await accountOfToken(ring, `rl_${'0'.repeat(42)}`)).toBeNull();
    expect(await accountOfToken(ring, 'rl_nonsense')).toBeNull();
  });
});

describe('a secret that is kept for routes', () => {
  const old = 'a'.repeat(40);
  const retired = new SecretRing(['b'.repeat(40), `route:${old}`]);

  it('still leads keys and tokens home', async () => {
    const account = await mintAccountId(ring);
    expect(await accountOfKey(retired, 's', await mintKey(ring, 's', account))).toBe(account);
    expect(await accountOfToken(retired, mintApiToken(account))).toBe(account);
  });

  it('forges no lease and opens no envelope', async () => {
    expect(await openJson(retired, 'lease', await signJson(ring, 'lease', { a: 1 }))).toBeNull();
    expect(await retired.open(await ring.seal('secret', 'bound'), 'bound')).toBeNull();
    expect([rotated.hasOld, retired.hasOld]).toEqual([true, false]);
  });
});

describe('an envelope', () => {
  it('says by which secret it was sealed, and opens with an older one and from before it said so', async () => {
    const sealed = await ring.seal('secret', 'bound');
    expect([await ring.isNewest(sealed), await rotated.isNewest(sealed)]).toEqual([true, false]);
    expect(await rotated.open(sealed, 'bound')).toBe('secret');
    expect(await rotated.isNewest(await rotated.seal('secret', 'bound'))).toBe(true);
    const headless = sealed.slice(5);
    expect(await ring.isNewest(headless)).toBe(false);
    expect(await rotated.open(headless, 'bound')).toBe('secret');
    expect(await ring.open(sealed, 'other')).toBeNull();
    expect(await stranger.open(sealed, 'bound')).toBeNull();
  });

  it('opens from before there were heads also if its nonce looks like one', async () => {
    const getRandomValues = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
      (bytes as Uint8Array).fill(1);
      return bytes;
    });
    const headless = (await ring.seal('secret', 'bound')).slice(5);
    getRandomValues.mockRestore();
    expect(headless[0]).toBe(1);
    expect(await ring.open(headless, 'bound')).toBe('secret');
  });
});

describe('signed JSON', () => {
  it('opens for its purpose only, and not when it was changed', async () => {
    const text = await signJson(ring, 'lease', { a: 'ä', n: 1 });
    expect(await openJson(ring, 'lease', text)).toEqual({ a: 'ä', n: 1 });
    expect(await openJson(rotated, 'lease', text)).toEqual({ a: 'ä', n: 1 });
    expect(await openJson(ring, 'callback', text)).toBeNull();
    for (const bad of ['', '.', 'a.b', `x${text}`, `${text}x`, `${text}.x`, text.split('.')[0] ?? '']) {
      expect(await openJson(ring, 'lease', bad)).toBeNull();
    }
  });
});

describe('base32', () => {
  it('takes five bits a character and refuses what is too short', () => {
    expect(encodeBase32(new Uint8Array([0xff, 0x00, 0xff, 0x00, 0xff]), 8)).toBe('zw0fy07z');
    expect(() => encodeBase32(new Uint8Array(1), 2)).toThrow(RangeError);
  });
});
