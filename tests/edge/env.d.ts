import type { Env as WorkerEnv } from '../../edge/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {}
    interface GlobalProps {
      mainModule: typeof import('../../edge/worker.ts');
    }
  }
}
