import type { Plugin } from 'vite';

/** As the bundler writes the exports of a module that it put into a chunk with others. */
const EXPORTS = /for\((?:var|let|const) (\w+) in (\w+)\)(\w+)\((\w+),\1,\{get:\2\[\1\],enumerable:!0\}\)/g;
const KIND = /Symbol\.toStringTag,\{value:(`Module`|"Module"|'Module')\}/g;

/**
 * Customers' pages may have junk on `Object.prototype`. The bundler goes over a module's exports by `for…in`, and
 * describes each by a plain object: what both meet there would keep the module from loading.
 */
export const ownNamesOnly: Plugin = {
  name: 'own-names-only',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code
        .replace(EXPORTS, 'for(let $1 of Object.keys($2))$3($4,$1,{__proto__:null,get:$2[$1],enumerable:!0})')
        .replace(KIND, 'Symbol.toStringTag,{__proto__:null,value:$1}');
    }
  },
};
