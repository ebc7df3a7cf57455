import type { Context } from 'hono';
import { FeaturesSchema } from '../../../shared/contract/admin/access.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { isAccountId } from '../../keys/routing-keys.ts';
import { refuseAllButOperator } from './bearer.ts';
import { parseBody } from './request-parts.ts';

/** `PUT /admin/v1/accounts/{account}/features`, by the operator of the server: what the account has (S1-1). */
export async function putFeatures(c: Context<AppEnv>): Promise<Response> {
  refuseAllButOperator(c);
  const { secrets, account, dropSnapshots } = c.get('services');
  const id = c.req.param('account') ?? '';
  if (!(await isAccountId(secrets, id))) throw new ApiError('not_found');
  const features = await parseBody(c, FeaturesSchema);
  const answer = await account(id).setFeatures({ features, requestId: c.get('requestId') });
  if (answer.kind === 'refused') throw refusalToError(answer);
  dropSnapshots(answer.sites);
  return c.json(features);
}
