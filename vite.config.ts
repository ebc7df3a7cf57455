import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig, UserConfig } from 'vite';
import { MINIFY } from './scripts/build/internal-names.ts';
import { ownNamesOnly } from './scripts/build/own-names-only.ts';
import { WIDGET_CHUNKS } from './scripts/build/widget-chunks.ts';

/**
 * The bundles of Ringlet. `scripts/build.ts` runs them in this order, because each one names or contains the
 * one before: widget, overlay, behaviour and links, page, loader, worker, pages.
 */
export interface BundlePlan {
  /** The repository. */
  root: string;
  /** Where `site/`, `sdk/` and `worker/` go. */
  out: string;
}

const NODE_ENV = { 'process.env.NODE_ENV': '"production"' };

/**
 * What runs in a visitor's browser: Chrome and Edge 94, Firefox 93, Safari 15.4 and newer. An older one stops at the
 * first line that it cannot read, and its page keeps its own numbers.
 */
const PAGE_TARGET = ['chrome94', 'edge94', 'firefox93', 'safari15.4'];

/**
 * The callback widget: an ES module that the page module imports where there is one, two more for each language, and
 * one for each part that waits until it is needed. They find each other by relative addresses, on whatever origin they
 * are. The card is written for Preact, and drawn by as much of it as it calls.
 */
export function widgetBundle({ root, out }: BundlePlan): InlineConfig {
  return {
    ...common(root),
    base: './',
    define: NODE_ENV,
    plugins: [ownNamesOnly],
    resolve: {
      alias: [
        { find: /^preact(\/jsx-runtime)?$/, replacement: join(root, 'widget/callback/small-preact.ts') },
      ],
    },
    build: {
      ...noExtras,
      target: PAGE_TARGET,
      // The sheet is written for these browsers as it is.
      cssTarget: 'esnext',
      outDir: join(out, 'site/sdk'),
      emptyOutDir: true,
      // Library mode keeps Vite's preload helper away from the imports; it would also leave the blanks in.
      lib: { entry: { widget: join(root, 'widget/callback/widget.ts') }, formats: ['es'] },
      rolldownOptions: {
        // What the parts share with the widget they take from it, and not from one more file.
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true,
          ...WIDGET_CHUNKS,
        },
      },
    },
  };
}

/** The overlay: an ES module of its own, which the page module imports in a tab that debugs. */
export function debugBundle(plan: BundlePlan): InlineConfig {
  return sideBundle(plan, { debug: 'widget/debug/debug.tsx' });
}

/** What carries a visitor to another host, which the page module imports where a site lists several, and hands its own to. */
export function linksBundle(plan: BundlePlan): InlineConfig {
  return sideBundle(plan, { links: 'widget/page/carry-visit.ts' }, MINIFY);
}

/** One module beside the widget, with all that it needs inside. */
function sideBundle(
  { root, out }: BundlePlan,
  entry: Record<string, string>,
  minify: true | typeof MINIFY = true,
): InlineConfig {
  // With Preact as it is.
  const { resolve: _, ...widget } = widgetBundle({ root, out });
  const inRoot = Object.entries(entry).map(([name, path]) => [name, join(root, path)]);
  return {
    ...widget,
    build: {
      ...widget.build,
      emptyOutDir: false,
      lib: { entry: Object.fromEntries(inRoot), formats: ['es'] },
      rolldownOptions: { output: { minify, entryFileNames: '[name]-[hash].js', codeSplitting: false } },
    },
  };
}

/** What a widget does by itself, and its tools: an ES module of its own, for pages that have one. */
export function behaviourBundle(plan: BundlePlan): InlineConfig {
  return sideBundle(plan, { behaviour: 'widget/page/behaviour/start.ts' });
}

/** Names of the modules that the page module imports, below `/sdk/`. */
export interface PageFiles {
  widget: string;
  debug: string;
  behaviour: string;
  links: string;
}

/**
 * The page module: all of the SDK that waits until somebody is at the page. The loader imports it from the origin
 * that it came from itself.
 */
export function pageBundle({ root, out }: BundlePlan, files: PageFiles): InlineConfig {
  return {
    ...common(root),
    base: './',
    define: {
      ...NODE_ENV,
      __RINGLET_WIDGET__: JSON.stringify(files.widget),
      __RINGLET_DEBUG__: JSON.stringify(files.debug),
      __RINGLET_BEHAVIOUR__: JSON.stringify(files.behaviour),
      __RINGLET_LINKS__: JSON.stringify(files.links),
    },
    build: {
      ...noExtras,
      target: PAGE_TARGET,
      outDir: join(out, 'site/sdk'),
      emptyOutDir: false,
      lib: { entry: { page: join(root, 'widget/page/page.ts') }, formats: ['es'] },
      rolldownOptions: {
        output: { minify: MINIFY, entryFileNames: '[name]-[hash].js', codeSplitting: false },
      },
    },
  };
}

/** What the build puts into the loader. */
export interface LoaderFacts {
  pageFile: string;
  version: string;
  /** Makes `ringlet.js`, which fetches the site's snapshot. */
  isPinned: boolean;
}

/**
 * The loader: a classic script, `loader.js`. `__RINGLET_SITE__` stays a free name: the edge wraps the text in a
 * function that has it as its argument.
 */
export function loaderBundle({ root, out }: BundlePlan, facts: LoaderFacts): InlineConfig {
  const { pageFile, version, isPinned } = facts;
  return {
    ...common(root),
    define: {
      ...NODE_ENV,
      __RINGLET_PAGE__: JSON.stringify(pageFile),
      __RINGLET_VERSION__: JSON.stringify(version),
      __RINGLET_PINNED__: JSON.stringify(isPinned),
    },
    build: {
      ...noExtras,
      target: PAGE_TARGET,
      outDir: join(out, 'sdk'),
      emptyOutDir: false,
      // Library mode keeps Vite's preload helper away from the import of the page module.
      lib: {
        entry: join(root, 'widget/loader.ts'),
        formats: ['iife'],
        name: 'ringletLoader',
        fileName: () => (isPinned ? 'ringlet.js' : 'loader.js'),
      },
      rolldownOptions: {
        optimization: { inlineConst: { mode: 'all', pass: 3 } },
        output: { codeSplitting: false, minify: MINIFY },
      },
    },
  };
}

/** The Worker: one ES module, the same for Cloudflare and for workerd. */
export function workerBundle({ root, out }: BundlePlan): InlineConfig {
  const conditions = ['workerd', 'worker', 'import', 'module', 'default'];
  return {
    ...common(root),
    define: NODE_ENV,
    resolve: {
      mainFields: ['module', 'main'],
      // The loader that was built a moment ago, and not the one of the build before.
      alias: [{ find: /^.*\/dist\/sdk\/loader\.js\?raw$/, replacement: `${join(out, 'sdk/loader.js')}?raw` }],
    },
    ssr: { target: 'webworker', noExternal: true, resolve: { conditions, externalConditions: conditions } },
    build: {
      ...noExtras,
      ssr: true,
      target: 'es2024',
      minify: true,
      sourcemap: true,
      outDir: join(out, 'worker'),
      emptyOutDir: true,
      rolldownOptions: {
        input: { worker: join(root, 'edge/worker.ts') },
        external: [/^cloudflare:/, /^node:/],
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  };
}

/** The pages of `demo-site/` that are ours; the shop is a customer's site and is not bundled. Null if there are none. */
export function pagesBundle({ root, out }: BundlePlan): InlineConfig | null {
  const demoSite = join(root, 'demo-site');
  if (!existsSync(demoSite)) return null;
  const pages = globSync('*/*.html', { cwd: demoSite }).filter((page) => !page.startsWith('shop'));
  if (pages.length === 0) return null;
  return {
    ...common(demoSite),
    base: '/',
    build: {
      target: 'es2022',
      outDir: join(out, 'site'),
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: { input: pages.map((page) => join(demoSite, page)) },
    },
  };
}

const noExtras = { copyPublicDir: false, modulePreload: false, reportCompressedSize: false } as const;

function common(root: string): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    // `development` is said, or a build that a test starts (NODE_ENV=test) would carry every element's place in it.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false, pure: false } },
  };
}

/** For Vite's own command line, which shows the demo pages while they are being written. */
const pagesOnly: UserConfig = {
  root: join(import.meta.dirname, 'demo-site'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
export default pagesOnly;
