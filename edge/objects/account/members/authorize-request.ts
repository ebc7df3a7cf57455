import type { Features } from '../../../../shared/contract/admin/access.ts';
import type { Resource } from '../../../domain/resource-model.ts';
import { rightOf } from '../../../domain/resource-operations.ts';
import type { Reach } from '../../../domain/rights.ts';
import { exportRightOf } from '../../../domain/rights-table.ts';
import type { AdminRequest } from '../../../rpc/admin-rpc.ts';
import { refuse } from '../refused.ts';
import { checkRight, checkWholeRight } from './check-right.ts';
import type { Credential } from './credentials.ts';

/**
 * Whether the request is allowed, before anything of it is looked at. A list answers what of it may be shown.
 *
 * @throws Refused with `forbidden`, `feature_off` or, for an entity that whoever asks may not see, `not_found`
 */
export function authorizeRequest(
  credential: Credential,
  resource: Resource,
  request: AdminRequest,
  features: Features,
): Reach[] {
  const { verb, action = null, id, exports } = request;
  const right = rightOf({ resource, verb, action });
  if (verb === 'list') {
    const further = exports === undefined ? null : exportRightOf(resource.kind);
    return [right, ...(further === null ? [] : [further])].map((one) => checkRight(credential, one));
  }
  const isOwnLeave = right === 'members:delete' && id !== undefined && id === credential.member;
  // What is asked about one entity and tells of another kind tells of all of that kind.
  const isOfOwnKind = right.startsWith(`${resource.kind}:`);
  if (id === undefined || !isOfOwnKind) checkWholeRight(credential, right);
  else if (!isOwnLeave) checkRight(credential, right, id);
  const isWrite = verb !== 'get' && verb !== 'ask';
  if (isWrite && resource.kind === 'widgets' && !features.callbackWidget) {
    refuse('feature_off', 'The callback widget is not switched on for this account.');
  }
  return [];
}
