import type { Env } from '../env.ts';
import type { Services } from '../services.ts';

/** What Hono carries through a request. */
export interface AppEnv {
  Bindings: Env;
  Variables: { services: Services; requestId: string };
}
