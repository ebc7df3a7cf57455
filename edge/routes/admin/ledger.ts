import type { Context } from 'hono';
import { LedgerInputSchema } from '../../../shared/contract/admin/ledger.ts';
import { adminPath } from '../../../shared/paths.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { isAccountId } from '../../keys/routing-keys.ts';
import { refuseAllButOperator } from './bearer.ts';
import { parseBody, readIdempotencyKey } from './request-parts.ts';

/**
 * `POST /admin/v1/accounts/{account}/ledger`, by the operator of the server: a credit or a correction. The key is
 * required, because nobody can tell two equal credits from one that was sent twice.
 */
export async function postLedger(c: Context<AppEnv>): Promise<Response> {
  refuseAllButOperator(c);
  const { secrets, account } = c.get('services');
  const id = c.req.param('account') ?? '';
  if (!(await isAccountId(secrets, id))) throw new ApiError('not_found');
  const key = readIdempotencyKey(c);
  const line = await parseBody(c, LedgerInputSchema);
  if (line.kind === 'credit' && line.amount < 0) {
    const errors = [{ path: 'amount', code: 'too_small', message: 'a credit gives: it is above zero' }];
    throw new ApiError('invalid', { detail: 'Look at amount.', errors });
  }
  if (key === null) throw new ApiError('idempotency_key_missing');
  const answer = await account(id).creditLedger({ line, key, requestId: c.get('requestId') });
  if (answer.kind === 'refused') throw refusalToError(answer);
  c.header('location', adminPath(id, `ledger/${answer.entry.id}`));
  return c.json(answer.entry, 201);
}
