import { app } from './app.ts';
import type { Env } from './env.ts';

export { AccountObject } from './objects/account/account-object.ts';
export { AuthObject } from './objects/auth/auth-object.ts';
export { CallbackObject } from './objects/callback/callback-object.ts';
export { DeliveryObject } from './objects/delivery/delivery-object.ts';
export { GuardObject } from './objects/guard/guard-object.ts';
export { NumberPoolObject } from './objects/pool/number-pool-object.ts';
export { SimObject } from './objects/sim/sim-object.ts';

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
