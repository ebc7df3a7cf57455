import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkPortFree } from '../selfhost/port.ts';
import { readRestored } from '../selfhost/restored.ts';
import { readRunningPlace, tryLock } from '../selfhost/running-place.ts';
import { loadSecrets, splitSecrets } from '../selfhost/secrets.ts';
import { type Tended, tendObjects } from '../selfhost/tend-objects.ts';
import { type Check, type DoctorPlace, failed, ok, orFailed, warning } from './check.ts';

/** Facts that are owed for longer have met something that does not take them. */
const OLD_FACT_MS = 5 * 60_000;

/** What the running server says of itself; without one, whether it could start. */
export async function checkServer(
  place: DoctorPlace,
  onProgress?: (done: number, total: number) => void,
): Promise<Check[]> {
  const { dataDir, host, port } = place;
  const lock = existsSync(dataDir) ? tryLock(dataDir) : null;
  if (lock !== null || !existsSync(dataDir)) {
    lock?.release();
    const free = await orFailed('port', async () => {
      await checkPortFree(host, port);
      return ok('port', `${host}:${port} is free`);
    });
    return [ok('server', 'does not run'), free, ...checkRestore(dataDir)];
  }
  const { address } = readRunningPlace(dataDir);
  const health = await orFailed('server', async () => {
    const answer = await fetch(`${address}/health`, { signal: AbortSignal.timeout(10_000) });
    if (answer.ok) return ok('server', `runs at ${address}`);
    return failed('server', `${address} answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  });
  if (health.state === 'failed') return [health];
  const secrets = loadSecrets(dataDir, place.env);
  const tended = await tendObjects({
    folder: join(dataDir, 'do'),
    address,
    operatorToken: secrets.RINGLET_OPERATOR_TOKEN,
    ...(onProgress && { onProgress }),
  });
  return [
    health,
    checkObjects(tended),
    checkBacklog(tended, Date.now()),
    checkRotation(
      tended,
      splitSecrets(secrets.RINGLET_SECRETS).filter(({ isRouteOnly }) => !isRouteOnly).length,
    ),
    ...checkRestore(dataDir),
  ];
}

function checkObjects({ objects, failed: broken }: Tended): Check {
  const [first] = broken;
  return first === undefined
    ? ok('objects', `${objects} answer`)
    : failed('objects', `${broken.length} of ${objects} cannot be opened, ${first} among them.`);
}

function checkBacklog({ outbox }: Tended, now: number): Check {
  const { pending, oldestAt } = outbox;
  if (pending === 0 || oldestAt === null) return ok('outbox', 'nothing is owed');
  const text = `${pending} facts are owed, the oldest for ${Math.round((now - oldestAt) / 1000)} s`;
  return now - oldestAt > OLD_FACT_MS ? warning('outbox', `${text}.`) : ok('outbox', text);
}

/** Whether an old secret is still needed. It stays for routing keys: site keys and account ids were made with it. */
function checkRotation({ envelopes }: Tended, whole: number): Check {
  const { total, old } = envelopes;
  if (old > 0) {
    return warning(
      'rotation',
      `${old} of ${total} envelopes need an older secret still; the server is at it.`,
    );
  }
  if (whole > 1) {
    return ok(
      'rotation',
      `All ${total} envelopes are sealed with the newest secret: write route: before the older ones in RINGLET_SECRETS. Whoever is signed in and every link that was sent by then has to begin anew.`,
    );
  }
  return ok('rotation', `${total} envelopes, all sealed with the newest secret`);
}

function checkRestore(dataDir: string): Check[] {
  const restored = readRestored(dataDir);
  if (restored === null) return [];
  const from = new Date(restored.madeAt).toISOString();
  return restored.wokenAt === null
    ? [warning('restore', `The data are of ${from}; not all objects have been woken since.`)]
    : [ok('restore', `The data are of ${from}, and all objects have been woken since.`)];
}
