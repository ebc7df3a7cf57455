/**
 * Properties that nobody but the loader and the page module knows. Both spell them in one or two letters. None may be
 * a name of the platform, of the wire, of what is stored, of an event or of what other modules are given
 * (`tests/repo/internal-names.test.ts`).
 */
export const INTERNAL_NAMES: readonly string[] = [
  ...['recordedAt', 'answerUntil', 'isNew', 'freshAt', 'asking'],
  ...['swapper', 'life', 'past', 'guard', 'base', 'notice', 'adopt', 'setConsent', 'isRenewal', 'rescan'],
  ...['national', 'isGuess', 'signs', 'spellings', 'large', 'dirty', 'isLarge', 'owner', 'writes'],
  ...['contestedUntil', 'wantedIn', 'isOurs'],
];
