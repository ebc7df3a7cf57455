// Brings node_modules up to the lockfile. Runs before anything is installed, on the machine's own Node (20 or newer).
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAMP = 'node_modules/.ringlet-lock';
const TREE = 'node_modules/.package-lock.json';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
installPackages();
checkNode();

function installPackages() {
  const want = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const have = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
  if (have === want) return;
  const isInstalled = existsSync(TREE);
  const isNewer = isInstalled && statSync(TREE).mtimeMs >= statSync('package-lock.json').mtimeMs;
  if (have !== '' || !isNewer) {
    console.log(isInstalled ? 'Packages changed: installing…' : 'First run: installing packages…');
    try {
      execSync('npm ci --no-audit --no-fund --loglevel=error', { stdio: ['ignore', 'inherit', 'inherit'] });
    } catch {
      console.error('npm ci failed (see above). Nothing was started.');
      process.exit(1);
    }
  }
  writeFileSync(STAMP, want);
}

// On Linux npm scripts run on the Node that came with the packages; elsewhere on the machine's own.
function checkNode() {
  if (existsSync('node_modules/.bin/node')) return;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  console.error(
    `Ringlet needs Node 22.18 or newer on this system, and this is ${process.version}. Install Node 24 (https://nodejs.org) and try again.`,
  );
  process.exit(1);
}
