import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Bidi, connectBidi } from './bidi.ts';

export interface Firefox {
  bidi: Bidi;
  version: string;
  /** Ends it and removes its profile. */
  close(): Promise<void>;
}

const PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** Nothing that a browser does by itself, so that every request is a page's. */
const PREFERENCES: Record<string, boolean | string | number> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
  'intl.accept_languages': 'en-GB',
};

/**
 * Starts a Firefox without a window, $FIREFOX or one of the system, with an empty profile.
 *
 * @throws Error if there is none, or if it ends before it can be spoken to
 */
export async function launchFirefox(): Promise<Firefox> {
  const binary = process.env.FIREFOX ?? PLACES.find((path) => existsSync(path));
  if (!binary) throw new Error('There is no Firefox here. Install firefox-esr, or set FIREFOX to its path.');
  const profile = mkdtempSync(join(tmpdir(), 'ringlet-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    binary,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' } },
  );
  const ended = once(child, 'exit');
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const address = await Promise.race([
      readAddress(child.stderr),
      ended.then(([code]) => Promise.reject(new Error(`${binary} ended at once (${code})`))),
    ]);
    const bidi = await connectBidi(address);
    const { userAgent } = await askVersion(bidi);
    return {
      bidi,
      version: userAgent,
      async close() {
        child.kill('SIGTERM');
        await ended;
        bidi.close();
        removeProfile();
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    removeProfile();
    throw error;
  }
}

async function readAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  // Read to the end: a full pipe would stop the browser.
  const lines = createInterface({ input: stderr });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (address) resolve(address);
    });
  });
}

async function askVersion(bidi: Bidi): Promise<{ userAgent: string }> {
  const { contexts } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const { result } = await bidi.send<{ result: { value: string } }>('script.evaluate', {
    expression: 'navigator.userAgent',
    target: { context: contexts[0]?.context },
    awaitPromise: false,
  });
  return { userAgent: result.value };
}
