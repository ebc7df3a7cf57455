import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { build, type InlineConfig, type Plugin } from 'vite';

const HERE = import.meta.dirname;
const REACT_18 = join(HERE, 'react-18/node_modules');

/** Each page by its name: its entry below `pages/`, and what its bundle needs besides. */
const PAGES: Record<string, { entry: string; alias?: Record<string, string>; isDevelopment?: boolean }> = {
  // React says what it does not like about a page only in its development build.
  'react-18': {
    entry: 'react.ts',
    alias: { react: join(REACT_18, 'react'), 'react-dom': join(REACT_18, 'react-dom') },
    isDevelopment: true,
  },
  'react-19': { entry: 'react.ts', isDevelopment: true },
  vue: { entry: 'vue.ts', alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
  svelte: { entry: 'svelte.ts' },
  preact: { entry: 'preact.ts' },
  jquery: { entry: 'jquery.ts' },
  turbo: { entry: 'turbo.ts' },
  astro: { entry: 'astro.ts' },
  navigation: { entry: 'navigation.ts' },
  translate: { entry: 'translate.ts' },
};

export const PAGE_NAMES: readonly string[] = Object.keys(PAGES);

/** The script of every page, or of those that are named, by the page's name. */
export async function buildPages(names = PAGE_NAMES): Promise<Map<string, string>> {
  const scripts = names.map(async (name) => [name, await buildPage(name)] as const);
  return new Map(await Promise.all(scripts));
}

async function buildPage(name: string): Promise<string> {
  const { entry = '', alias = {}, isDevelopment = false } = PAGES[name] ?? {};
  const config: InlineConfig = {
    root: HERE,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias },
    plugins: [svelteCompiler],
    define: {
      'process.env.NODE_ENV': JSON.stringify(isDevelopment ? 'development' : 'production'),
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(HERE, 'pages', entry), formats: ['es'], fileName: name },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  };
  const built = await build(config);
  const [result] = Array.isArray(built) ? built : [built];
  const chunk = result && 'output' in result ? result.output[0] : undefined;
  if (!chunk) throw new Error(`the page ${name} was not built`);
  return chunk.code;
}

const svelteCompiler: Plugin = {
  name: 'svelte-compiler',
  load(id) {
    if (!id.endsWith('.svelte')) return null;
    const { js } = compile(readFileSync(id, 'utf8'), { filename: id, generate: 'client' });
    return { code: js.code, map: null };
  },
};
