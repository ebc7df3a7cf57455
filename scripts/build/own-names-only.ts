import type { Plugin } from 'vite';

/** As the bundler writes the exports of a module that it put into a chunk with others. */
const NAMESPACE = /for\((?:var|let|const) (\w+) in (\w+)\)(?=(\w+)\((\w+),\1,\{get:\2\[\1\])/g;

/**
 * Customers' pages may have junk on `Object.prototype`, and the bundler goes over a module's exports by `for…in`: what
 * it meets there would be no getter, and the module would not load.
 */
export const ownNamesOnly: Plugin = {
  name: 'own-names-only',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replace(NAMESPACE, 'for(let $1 of Object.keys($2))');
    }
  },
};
