import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The wall clock of a process that is started with `env`. */
export interface ShiftedClock {
  /** Variables for the process. */
  env: Record<string, string>;
  /** The clock jumps by that much, from one call of the process to the next. */
  jump(ms: number): void;
  close(): void;
}

/** Compiles the shim. Null, with the reason printed, where there is no compiler or no `LD_PRELOAD`. */
export function buildClockShim(): ShiftedClock | null {
  const base = join(tmpdir(), `ringlet-clock-${process.pid}`);
  const library = `${base}.so`;
  const source = join(import.meta.dirname, '../fault/clock-shim.c');
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source]);
  if (process.platform !== 'linux' || compiled.status !== 0) {
    const why = compiled.error?.message ?? compiled.stderr.toString();
    console.warn(`SKIPPED: clock jumps need Linux and a C compiler called cc (${why.trim()})`);
    return null;
  }
  const file = `${base}.offset`;
  writeFileSync(file, Buffer.alloc(8));
  const offset = openSync(file, 'r+');
  const cell = new BigInt64Array(1);
  return {
    env: { LD_PRELOAD: library, RINGLET_CLOCK_OFFSET: file },
    jump(ms) {
      cell[0] = (cell[0] ?? 0n) + BigInt(ms);
      writeSync(offset, new Uint8Array(cell.buffer), 0, 8, 0);
    },
    close() {
      closeSync(offset);
      rmSync(file, { force: true });
      rmSync(library, { force: true });
    },
  };
}
