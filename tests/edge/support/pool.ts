import { env } from 'cloudflare:workers';
import type { PoolConfig } from '../../../edge/domain/site-model.ts';
import type { LeaseArgs, OfficeLease } from '../../../edge/rpc/pool-rpc.ts';

/** `count` numbers beginning with +74950000000. */
export function someNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `+7495${String(i).padStart(7, '0')}`);
}

export function aPoolConfig(numbers: string[], changes: Partial<PoolConfig> = {}): PoolConfig {
  const usable = numbers.map((e164) => ({ e164, usableFrom: 0 }));
  return {
    account: 'acc',
    campaign: 'cmp',
    version: 1,
    active: true,
    sessionS: 300,
    afterSessionS: 300,
    restS: 60,
    offices: [{ office: 'off', fallback: { e164: '+78000000000', usableFrom: 0 }, numbers: usable }],
    ...changes,
  };
}

/** A fresh pool with that configuration. */
export async function aPool(config: PoolConfig) {
  const pool = env.POOL.getByName(`pool:acc:${crypto.randomUUID()}`);
  await pool.configure({ config });
  return pool;
}

export function aLease(visitor: string, changes: Partial<LeaseArgs> = {}): LeaseArgs {
  return {
    account: 'acc',
    campaign: 'cmp',
    offices: ['off'],
    visitor,
    session: `s_${visitor}`,
    touch: null,
    page: 'https://shop.example/',
    ...changes,
  };
}

/** The lease of the one office that was asked for. */
export async function leaseOne(
  pool: Awaited<ReturnType<typeof aPool>>,
  args: LeaseArgs,
): Promise<OfficeLease> {
  const answer = await pool.lease(args);
  const lease = answer.kind === 'answered' ? answer.offices[0] : undefined;
  if (!lease) throw new Error(`the pool answered ${answer.kind}`);
  return lease;
}
