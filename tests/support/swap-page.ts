import { join } from 'node:path';
import { build, type Rolldown } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * A module of the widget as a script for a page, minified and for the oldest browsers as the loader is: what it exports
 * becomes members of the global `name`.
 */
export async function bundleForPage(entry: string, name: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: ['chrome94', 'edge94', 'firefox93', 'safari15.4'],
      lib: { entry: join(root, entry), formats: ['iife'], name, fileName: () => 'page.js' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  return (output as Rolldown.RolldownOutput).output[0].code;
}
