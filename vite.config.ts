import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig, UserConfig } from 'vite';

/**
 * The four bundles of Ringlet. `scripts/build.ts` runs them in this order, because each one names or contains the
 * one before: widget, loader, worker, pages.
 */
export interface BundlePlan {
  /** The repository. */
  root: string;
  /** Where `site/`, `sdk/` and `worker/` go. */
  out: string;
}

const NODE_ENV = { 'process.env.NODE_ENV': '"production"' };

/** The callback widget: one ES module with Preact inside, which the loader imports when it is wanted. */
export function widgetBundle({ root, out }: BundlePlan): InlineConfig {
  return {
    ...common(root),
    define: NODE_ENV,
    build: {
      ...noExtras,
      target: 'es2020',
      outDir: join(out, 'site/sdk'),
      emptyOutDir: true,
      rolldownOptions: {
        input: { widget: join(root, 'widget/callback/widget.tsx') },
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: '[name]-[hash].js', codeSplitting: false },
      },
    },
  };
}

/**
 * The loader: a classic script. `__RINGLET_SITE__` stays a free name: the edge wraps the text in a function that
 * has it as its argument.
 */
export function loaderBundle({ root, out }: BundlePlan, widgetFile: string): InlineConfig {
  return {
    ...common(root),
    define: { ...NODE_ENV, __RINGLET_WIDGET__: JSON.stringify(widgetFile) },
    build: {
      ...noExtras,
      target: 'es2020',
      outDir: join(out, 'sdk'),
      emptyOutDir: true,
      // Library mode keeps Vite's preload helper away from the import of the widget.
      lib: {
        entry: join(root, 'widget/loader.ts'),
        formats: ['iife'],
        name: 'ringletLoader',
        fileName: () => 'loader.js',
      },
      rolldownOptions: { output: { codeSplitting: false } },
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
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  };
}

/** For Vite's own command line, which shows the demo pages while they are being written. */
const pagesOnly: UserConfig = {
  root: join(import.meta.dirname, 'demo-site'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
export default pagesOnly;
