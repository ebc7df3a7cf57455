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

/** How the loader, the page module and what that hands its own to are minified: all spell what is theirs alone alike. */
export const MINIFY = {
  compress: true,
  mangle: true,
  codegen: { removeWhitespace: true },
  mangleProps: {
    include: new RegExp(`^(${INTERNAL_NAMES.join('|')})$`),
    cache: Object.fromEntries(INTERNAL_NAMES.map((name, i) => [name, shortName(i)])),
  },
} as const;

/** `a`, `b`, … `z`, `aa`, … */
function shortName(i: number): string {
  const letter = String.fromCharCode(97 + (i % 26));
  return i < 26 ? letter : shortName(Math.floor(i / 26) - 1) + letter;
}
