import type { PoolConfig } from '../../edge/domain/site-model.ts';
import type { LeaseArgs } from '../../edge/rpc/pool-rpc.ts';
import type { Side } from './compare.ts';
import { renderPost } from './load-generator.ts';

/** A pool of `numbers` numbers in one office, which promises for `sessionS` without a rest. */
export function aBenchPool(numbers: number, sessionS: number): PoolConfig {
  return {
    account: 'acc',
    campaign: 'cmp',
    version: 1,
    active: true,
    sessionS,
    afterSessionS: 0,
    restS: 0,
    offices: [
      {
        office: 'off',
        fallback: null,
        numbers: Array.from({ length: numbers }, (_, i) => ({ e164: someNumber(i), usableFrom: 0 })),
      },
    ],
  };
}

export function someNumber(i: number): string {
  return `+7495${String(i).padStart(7, '0')}`;
}

/** What the pool is asked for the `turn`-th visitor, with identifiers of the real length. */
export function aBenchLease(turn: number): LeaseArgs {
  // Visitors' ids are random, so they come in no order: a multiplication scatters the turns.
  const scattered = (turn * 2_654_435_761) % 4_294_967_296;
  const id = scattered.toString(16).padStart(8, '0').padEnd(22, '0');
  return {
    account: 'acc',
    campaign: 'cmp',
    offices: ['off'],
    visitor: `v_${id}`,
    session: `s_${id}`,
    touch: null,
    page: 'https://shop.example/kitchens/?utm_source=yandex&utm_medium=cpc&utm_campaign=spring',
  };
}

/** A new visitor with each request; only a number that was given counts as an answer. */
export function leasesFrom(name: string, port: number, path: string): Side {
  return {
    name,
    port,
    makeRequest: (turn) => renderPost(path, aBenchLease(turn)),
    isRight: (answer) => answer.includes('"kind":"leased"'),
  };
}

export async function configurePool(port: number, path: string, config: PoolConfig): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'PUT',
    body: JSON.stringify(config),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
