import { CONFIRM_PATH } from '../../../../shared/paths.ts';
import { readConfig } from '../../../config.ts';
import { CONFIRM_MS } from '../../../domain/callback/state.ts';
import type { Fact } from '../../../domain/facts.ts';
import type { Env } from '../../../env.ts';
import { signConfirmToken } from '../../../keys/confirm-token.ts';
import { secretsOf } from '../../../keys/secrets.ts';

/** Where a manager says whether an order is called; it leads nowhere from `until` (epoch ms) on. */
export interface ConfirmLink {
  url: string;
  until: number;
}

/** By callback, for those facts that tell of an order that waits for a word. Signing is asynchronous, and storing is not. */
export async function signConfirmLinks(
  env: Env,
  account: string,
  facts: readonly Fact[],
): Promise<ReadonlyMap<string, ConfirmLink>> {
  const links = new Map<string, ConfirmLink>();
  const config = readConfig(env);
  if (config.kind === 'missing') return links;
  for (const { body } of facts) {
    if (body.type !== 'callback.changed' || body.callback.status !== 'needs_confirmation') continue;
    const { id: callback, createdAt } = body.callback;
    const until = createdAt + CONFIRM_MS;
    const token = await signConfirmToken(secretsOf(env), { account, callback, until });
    links.set(callback, { url: `${config.config.origin}${CONFIRM_PATH}?token=${token}`, until });
  }
  return links;
}
