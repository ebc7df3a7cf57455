/** Secrets that stand in examples and tutorials protect nobody. */
const EXAMPLE_WORDS =
  /change.?me|replace.?me|example|placeholder|password|your.?secret|insecure|dummy|test.?secret|12345678|abcdefgh|xxxx|0000/i;

/** 32 characters of a random text carry at least 128 bits. */
export const MIN_SECRET_LENGTH = 32;
/** A random text of that length has more than twice as many. */
const MIN_DIFFERENT = 8;

/** What is wrong with a secret, without showing it; null for one that may be random. */
export function whyWeak(secret: string): string | null {
  if (secret.length < MIN_SECRET_LENGTH) return `it needs at least ${MIN_SECRET_LENGTH} characters`;
  if (EXAMPLE_WORDS.test(secret) || new Set(secret).size < MIN_DIFFERENT) {
    return 'it looks like an example value; make a random one: openssl rand -hex 32';
  }
  return null;
}
