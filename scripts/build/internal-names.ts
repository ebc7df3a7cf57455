/**
 * Properties that only the loader and the page module know, and that are spelled in one or two letters in both. Nothing
 * of the wire, of storage, of an event, of the DOM, or of what the widget and the overlay are given may stand here
 * (`tests/repo/internal-names.test.ts`).
 */
export const INTERNAL_NAMES: readonly string[] = [
  // Plans and rules of the swap.
  'national', 'isGuess', 'signs', 'spellings', 'hint', 'offices', 'targets', 'swap', 'selector', 'dirty', 'isLarge',
  'owner', 'writes', 'own', 'written', 'contestedUntil', 'round', 'isOurs', 'late', 'isRenewal', 'rescan', 'beforeSwap',
  'restore', 'show',
  // The visit.
  'recordedAt', 'answerUntil', 'isNew', 
  // What an instance is made of.
  'swapper', 'life', 'past', 'guard', 'snapshot', 'script', 'tag', 'takeOver', 'numbers', 'base', 'evaluate', 'adopt', 'setConsent',
  'asking', 'freshAt', 'notice', 'debug',
];
