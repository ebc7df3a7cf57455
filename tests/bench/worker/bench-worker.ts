import { Hono } from 'hono';
import { SecretRing } from '../../../edge/keys/secrets.ts';
import { signJson } from '../../../edge/keys/signed-json.ts';
import type { NumberPoolObject } from '../../../edge/objects/pool/number-pool-object.ts';
import { SwapRequestSchema } from '../../../shared/contract/swap.ts';
import type { LonePoolObject } from './lone-pool-object.ts';

export { NumberPoolObject } from '../../../edge/objects/pool/number-pool-object.ts';
export { LonePoolObject } from './lone-pool-object.ts';

interface BenchEnv {
  TOGETHER: DurableObjectNamespace<NumberPoolObject>;
  ALONE: DurableObjectNamespace<LonePoolObject>;
}

const secrets = new SecretRing(['a'.repeat(43)]);

/**
 * Hello, JSON in and out, the same checked and signed as a swap is, and pools by name with nothing between the request and the object: `PUT` configures one,
 * `POST` leases.
 */
const app = new Hono<{ Bindings: BenchEnv }>()
  .get('/hello', (c) => c.text('hello'))
  .post('/echo', async (c) => c.json(await c.req.json()))
  .post('/echo-signed', async (c) => {
    const body = SwapRequestSchema.parse(await c.req.json());
    return c.json({ ...body, lease: await signJson(secrets, 'lease', body.page) });
  })
  .put('/together/:pool', async (c) => {
    await c.env.TOGETHER.getByName(c.req.param('pool')).configure({ config: await c.req.json() });
    return c.body(null, 204);
  })
  .put('/alone/:pool', async (c) => {
    await c.env.ALONE.getByName(c.req.param('pool')).configure({ config: await c.req.json() });
    return c.body(null, 204);
  })
  .post('/together/:pool', async (c) =>
    c.json(await c.env.TOGETHER.getByName(c.req.param('pool')).lease(await c.req.json())),
  )
  .post('/alone/:pool', async (c) =>
    c.json(await c.env.ALONE.getByName(c.req.param('pool')).lease(await c.req.json())),
  );

export default { fetch: app.fetch };
