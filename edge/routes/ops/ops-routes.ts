import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Env } from '../../env.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { equalText } from '../../keys/secrets.ts';
import { metrics } from '../../metrics/metrics.ts';
import { outboxBoard } from '../../metrics/outbox-board.ts';
import { outboxHold } from '../../objects/operation/outbox-hold.ts';
import type { Inspection, OperatedRpc } from '../../rpc/operated-rpc.ts';
import { refuseAllButOperator } from '../admin/bearer.ts';
import { parseBody } from '../admin/request-parts.ts';

/** Objects that are asked at once: each is woken, and takes memory until it sleeps again. */
const MAX_OBJECTS = 50;
/** A backup says again that it goes on; one that died holds nothing for longer. */
const MAX_HOLD_S = 60;
/** Whoever has not answered by then is not waited for: the hold has begun, and is not whole. */
const SETTLE_MS = 10_000;

/** By the letter of a kind that the operator writes: the namespace of its objects. */
const KINDS = {
  account: 'ACCOUNT',
  pool: 'POOL',
  callback: 'CALLBACK',
  guard: 'GUARD',
  sim: 'SIM',
  delivery: 'DELIVERY',
  auth: 'AUTH',
} as const satisfies Record<string, keyof Env>;

const ObjectsSchema = z.strictObject({
  kind: z.enum(Object.keys(KINDS) as [keyof typeof KINDS]),
  /** As the files of the data folder are called. */
  ids: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(MAX_OBJECTS),
  reseal: z.boolean().default(false),
});

const HoldSchema = z.strictObject({ forS: z.number().int().min(0).max(MAX_HOLD_S) });

/** What runs a server of one's own asks it: nothing of it is for customers. */
export const opsRoutes = new Hono<AppEnv>();

opsRoutes.get('/health', (c) => {
  c.header('cache-control', 'no-store');
  return c.json({ ok: true });
});

opsRoutes.get('/metrics', (c) => {
  if (c.env.RINGLET_ONE_PROCESS !== '1') throw new ApiError('not_found');
  refuseStrangers(c);
  const now = Date.now();
  outboxBoard.writeTo(metrics, now);
  return c.body(metrics.render(), 200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'cache-control': 'no-store',
  });
});

/** Wakes objects, so that their alarms are registered, and tells what each owes and keeps. */
opsRoutes.post('/ops/v1/objects', async (c) => {
  refuseAllButOperator(c);
  const { kind, ids, reseal } = await parseBody(c, ObjectsSchema);
  const items = await Promise.all(
    ids.map(async (id) => ({ id, ...(await inspectObject(c.env, kind, id, reseal)) })),
  );
  return c.json({ items });
});

/** Holds facts where they are while files are copied, see `OutboxHold`; `forS: 0` lets them go. */
opsRoutes.post('/ops/v1/hold', async (c) => {
  refuseAllButOperator(c);
  if (c.env.RINGLET_ONE_PROCESS !== '1') throw new ApiError('not_found');
  const { forS } = await parseBody(c, HoldSchema);
  outboxHold.hold(forS === 0 ? 0 : Date.now() + forS * 1000);
  const giveUpAt = Date.now() + SETTLE_MS;
  while (forS > 0 && !outboxHold.isIdle && Date.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return c.json({ isHeld: forS > 0, isWhole: outboxHold.isIdle });
});

async function inspectObject(
  env: Env,
  kind: keyof typeof KINDS,
  id: string,
  reseal: boolean,
): Promise<Inspection | { failed: true }> {
  try {
    const objects = env[KINDS[kind]] as unknown as DurableObjectNamespace<
      OperatedRpc & Rpc.DurableObjectBranded
    >;
    return await objects.get(objects.idFromString(id)).inspect({ reseal });
  } catch {
    // No id of this kind, or an object whose data cannot be opened: the others are asked all the same.
    return { failed: true };
  }
}

/** Who sits at the machine, the operator, and a scraper with its token. @throws ApiError */
function refuseStrangers(c: Context<AppEnv>): void {
  const token = c.env.RINGLET_METRICS_TOKEN;
  const sent = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (sent !== undefined && token && equalText(sent, token)) return;
  if (sent !== undefined) {
    refuseAllButOperator(c);
    return;
  }
  // A proxy on this machine passes strangers on, and says so.
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'via'].some((name) => c.req.header(name) !== undefined);
  const address = c.req.header('cf-connecting-ip') ?? '';
  if (isPassedOn || !/^(127\.\d+\.\d+\.\d+|::1)$/.test(address)) throw new ApiError('not_found');
}
