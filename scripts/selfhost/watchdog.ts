import { spawn } from 'node:child_process';

/** Looks after one workerd process on behalf of its launcher. */
export interface Watchdog {
  /** The process has ended by itself: nothing is left to end. */
  dismiss(): void;
}

/**
 * Ends workerd when its launcher is gone, also after a SIGKILL that lets the launcher do nothing: a small shell
 * waits on a pipe whose other end only the launcher holds, and the kernel closes that with the launcher. TERM first;
 * an open WebSocket can keep workerd alive, so KILL 3 s later (its storage stands that).
 */
export function watchProcess(pid: number): Watchdog {
  const script = `read -r word; [ "$word" = dismissed ] && exit 0
kill -TERM "$1" 2>/dev/null || exit 0
for i in 1 2 3 4 5 6; do sleep 0.5; kill -0 "$1" 2>/dev/null || exit 0; done
kill -KILL "$1" 2>/dev/null`;
  // Detached: Ctrl-C in the terminal reaches the launcher, not its helpers.
  const shell = spawn('/bin/sh', ['-c', script, 'ringlet-watchdog', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => {
    // No shell on this system: a killed launcher then leaves workerd behind, which the next start reports by pid.
  });
  shell.stdin?.on('error', () => {}); // it has already gone: nothing to tell it
  shell.unref();
  return { dismiss: () => void shell.stdin?.end('dismissed\n') };
}
