import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface ChromiumBinary {
  path: string;
  /** For LD_LIBRARY_PATH, empty if the system has the libraries. */
  libraries: string;
}

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for tests: $CHROMIUM (with $CHROMIUM_LD as its library path), one of the system, or the one packed in
 * @sparticuz/chromium, which brings the libraries that a bare Linux lacks and is unpacked into the temp folder.
 */
export async function findChromium({ system = true } = {}): Promise<ChromiumBinary> {
  const { CHROMIUM, CHROMIUM_LD } = process.env;
  if (CHROMIUM && existsSync(CHROMIUM)) return { path: CHROMIUM, libraries: CHROMIUM_LD ?? '' };
  const installed = system ? SYSTEM.find((path) => existsSync(path)) : undefined;
  if (installed !== undefined) return { path: installed, libraries: '' };

  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const path = await packed.executablePath();
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  // libnss3, libnspr4, libexpat
  await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'));
  return { path, libraries: join(tmpdir(), 'al2023', 'lib') };
}

/** Variables that tell the tests which browser to use. */
export function chromiumEnv({ path, libraries }: ChromiumBinary): Record<string, string> {
  return { CHROMIUM: path, CHROMIUM_LD: libraries };
}

/**
 * What `chromium.launch` of playwright-core takes. The flags that the packed browser brings along switch off web
 * security, so they are not used.
 */
export function launchOptions({ path, libraries }: ChromiumBinary) {
  return {
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
    ...(libraries && { env: { ...definedEnv(), LD_LIBRARY_PATH: libraries } }),
  };
}

function definedEnv(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(pairs);
}
