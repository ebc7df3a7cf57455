import type { Env as WorkerEnv } from '../../edge/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      /** For tests alone: how many random days are tried. */
      RINGLET_DAYS: string;
      /** And how many orders a storm has. */
      RINGLET_STORM: string;
      RINGLET_FUZZ: string;
    }
    interface GlobalProps {
      mainModule: typeof import('../../edge/worker.ts');
    }
  }
}
