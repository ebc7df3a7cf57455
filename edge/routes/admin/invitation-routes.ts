import { type Context, Hono } from 'hono';
import { type InvitationOffer, InvitationTokenSchema } from '../../../shared/contract/admin/access.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { accountOfInvitation } from '../../keys/routing-keys.ts';
import type { InvitationAnswer } from '../../rpc/account-rpc.ts';
import { signedInPerson } from './bearer.ts';
import { parseBody } from './request-parts.ts';
import { listShared } from './shared-accounts.ts';

/**
 * What somebody who is signed in does about the accounts of others: sees and answers invitations, and lists what is
 * shared with them. An invitation is answered by the person themselves and by no token.
 */
export const invitationRoutes = new Hono<AppEnv>();

/** Paths below `/admin` with the methods that they know. */
export const INVITATION_PATHS: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ['/v1/invitations/read', ['POST']],
  ['/v1/invitations/accept', ['POST']],
  ['/v1/invitations/decline', ['POST']],
  ['/v1/shared', ['GET']],
];

invitationRoutes.post('/v1/invitations/read', async (c) => c.json(await answer(c, 'read')));
invitationRoutes.post('/v1/invitations/accept', async (c) => c.json(await answer(c, 'accept')));
invitationRoutes.post('/v1/invitations/decline', async (c) => {
  await answer(c, 'decline');
  return c.body(null, 204);
});
invitationRoutes.get('/v1/shared', listShared);

/** @throws ApiError */
async function answer(c: Context<AppEnv>, word: InvitationAnswer['answer']): Promise<InvitationOffer> {
  const { secrets, account: accountAt } = c.get('services');
  // Who asks comes first: a stranger learns nothing of a secret.
  const { id, email, name } = await signedInPerson(c);
  const { token } = await parseBody(c, InvitationTokenSchema);
  const account = await accountOfInvitation(secrets, token);
  if (account === null) throw new ApiError('bad_link', { detail: 'The link is damaged.' });
  const answered = await accountAt(account).answerInvitation({
    hash: await sha256Hex(token),
    user: { id, email, name },
    answer: word,
    requestId: c.get('requestId'),
  });
  if (answered.kind === 'refused') throw refusalToError(answered);
  return answered.offer;
}
