/**
 * Properties that nobody but the loader and the page module knows. Both spell them in one or two letters. None may be
 * a name of the platform, of the wire, of what is stored, of an event or of what other modules are given
 * (`tests/repo/internal-names.test.ts`).
 */
export const INTERNAL_NAMES: readonly string[] = [
  ...['recordedAt', 'answerUntil', 'isNew', 'freshAt', 'asking'],
  ...['swapper', 'life', 'past', 'guard', 'script', 'tag', 'base', 'notice'],
  ...['evaluate', 'navigate', 'adopt', 'setConsent', 'isRenewal', 'rescan', 'beforeSwap', 'restore'],
  ...['national', 'isGuess', 'signs', 'spellings', 'hint', 'large', 'dirty', 'isLarge', 'owner', 'writes'],
  ...['own', 'written', 'contestedUntil', 'wantedIn', 'isOurs'],
];
