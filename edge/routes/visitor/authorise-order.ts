import type { Context } from 'hono';
import type { EdgeSnapshot } from '../../domain/site-model.ts';
import type { OrderSender } from '../../domain/tools.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { accountOfRequest, unauthorized } from '../admin/bearer.ts';
import { loadNamedSite, loadSiteOfBody } from './load-site.ts';

/**
 * Who may order through the site that a body names: a page at one of its hosts, or a server of the customer's, which
 * has no Origin and shows an API token with the right instead: `callbacks:create`, unless told otherwise. A page of a browser cannot: no
 * preflight allows it the header. @throws ApiError
 */
export async function authoriseOrder(
  c: Context<AppEnv>,
  body: unknown,
  right = 'callbacks:create',
): Promise<{ edge: EdgeSnapshot; sender: OrderSender }> {
  if (c.req.header('authorization') === undefined) {
    return { edge: (await loadSiteOfBody(c, body)).edge, sender: 'page' };
  }
  const { account, token } = await accountOfRequest(c);
  const { edge } = await loadNamedSite(c, body);
  // Of somebody else's site nobody learns that there is one.
  if (edge.account !== account) throw new ApiError('unknown_key');
  const allowed = await c
    .get('services')
    .account(account)
    .authorize({ tokenHash: await sha256Hex(token), right });
  if (allowed.kind === 'allowed') return { edge, sender: 'server' };
  throw allowed.code === 'unauthorized' ? unauthorized(allowed.detail) : refusalToError(allowed);
}
