import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClockShim } from '../support/clock-shim.ts';
import { liftOrderCaps, setUpLeases } from '../support/leased-numbers.ts';
import { findDoubleHolders, Load, type PromisedNumber } from '../support/load.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const HOUR_MS = 3_600_000;
const REST_S = 2;
/** Fewer leases than this say nothing; a busy machine takes longer to make them. */
const MEANINGFUL = 100;
const PATIENCE_MS = 30_000;
const clock = buildClockShim();

/**
 * The wall clock of the real workerd jumps under load, and the promises are compared in the true time of this
 * process. A jump ahead by more than the rest looks to the server just as if that time had passed: workerd has no
 * other clock. Promises from before it are cut short then; all others hold, and while the clock is behind, time stands.
 */
describe.skipIf(clock === null)('a server whose clock jumps', () => {
  let server: TestServer;
  /** Everything that visitors were told, of all jumps: a promise of one load may be broken in the next. */
  const told: PromisedNumber[] = [];
  const cuts: number[] = [];

  beforeAll(async () => {
    server = await startTestServer({ processEnv: clock?.env ?? {} });
    await liftOrderCaps(server);
    await setUpLeases(server, { moreNumbers: 37, sessionS: 1, afterSessionS: 0, restS: REST_S });
  });
  afterAll(async () => {
    await server?.close();
    clock?.close();
  });

  /** `goesOn` says when time does, so that numbers change hands: before the jumps, or after them. */
  async function runJumps(
    jumpsMs: number[],
    { between = async () => {}, goesOn }: { between?: () => Promise<void>; goesOn?: 'before' | 'after' },
  ) {
    const load = new Load(server.demo);
    load.start(12);
    await delay(1_500);
    if (goesOn === 'before') await enoughLeases(load);
    for (const ms of jumpsMs) {
      clock?.jump(ms);
      if (ms > REST_S * 1000) cuts.push(Date.now());
      await between();
      await delay(1_500);
    }
    if (goesOn === 'after') await enoughLeases(load);
    const { promises, surprises } = await load.stop();
    expect([...new Set(surprises)].slice(0, 5)).toEqual([]);
    told.push(...promises);
    const doubles = findDoubleHolders(told);
    const isCut = ([before, after]: [PromisedNumber, PromisedNumber]) =>
      cuts.some((at) => before.fromAt <= at + 100 && after.fromAt >= at);
    const cutShort = doubles.filter(isCut).length;
    console.log(
      `jumps of ${jumpsMs.join(', ')} ms: ${promises.length} leases, ${doubles.length - cutShort} double holders, ` +
        `${cutShort} promises cut short by a jump ahead`,
    );
    return { promises, doubles: doubles.filter((pair) => !isCut(pair)), cutShort };
  }

  async function enoughLeases(load: Load): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(100)) {
      if (load.history.promises.length > MEANINGFUL) return;
    }
  }

  it('has no double holder when it jumps ahead by less than the rest, and back', async () => {
    const { promises, doubles, cutShort } = await runJumps([1_000, -1_000, 1_000, 1_000, -1_000], {
      goesOn: 'before',
    });
    expect(promises.length).toBeGreaterThan(MEANINGFUL);
    expect([doubles, cutShort]).toEqual([[], 0]);
  });

  it('has no double holder when it jumps back by a minute and is killed, and gives out numbers after', async () => {
    const behind = await runJumps([-60_000, -1_000], { between: () => server.crashAndRestart() });
    expect([behind.doubles, behind.cutShort]).toEqual([[], 0]);
    // The clock is put right: time goes on, and numbers change hands again.
    const right = await runJumps([61_000], { goesOn: 'after' });
    expect(right.promises.length).toBeGreaterThan(MEANINGFUL);
    expect(right.doubles).toEqual([]);
  });

  it('keeps every promise but those that a jump of an hour ahead cut short, and stands still after one back', async () => {
    const { promises, doubles } = await runJumps([HOUR_MS, -HOUR_MS, HOUR_MS, -HOUR_MS], {
      goesOn: 'before',
    });
    expect(promises.length).toBeGreaterThan(MEANINGFUL);
    expect(doubles).toEqual([]);
    const standing = await runJumps([1_000], { between: () => server.crashAndRestart() });
    expect(standing.doubles).toEqual([]);
  });
});
