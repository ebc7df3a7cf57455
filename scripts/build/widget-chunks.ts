/** The card of the widget, and what only the card and the parts after it are made of. */
const CARD_FILES =
  /small-preact|shared[\\/]phone|fingerprint|callback[\\/](open-card|card|order-form|phone-field|phone-entry|ordering|order|rich-text)\.(ts|css)/;

/** How the widget is cut into files. What is not named here has one of its own wherever it is imported when needed. */
export const WIDGET_CHUNKS = {
  entryFileNames: '[name]-[hash].js',
  chunkFileNames: ({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }): string => {
    const [, half = ''] = /\?(first|later)$/.exec(facadeModuleId ?? '') ?? [];
    return `widget-${name}${half && `-${half}`}-[hash].js`;
  },
  // The card brings what the parts after it draw with, and nothing waits for one more file.
  codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'card', test: CARD_FILES }] },
};
