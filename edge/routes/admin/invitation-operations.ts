import { z } from 'zod';
import {
  InvitationOfferSchema,
  InvitationTokenSchema,
  SharedAccountSchema,
} from '../../../shared/contract/admin/access.ts';

/** What who is signed in does about the accounts of others, for the document; `people-operations.ts` has the rest. */

const INVITED = { token: 'in_k3m9p2w7xa0123456789abcdefghjkmnpqrstvwxyz' };
const OFFER = {
  account: 'k3m9p2w7xa',
  name: 'Beresta',
  invitedBy: 'Anna',
  expiresAt: '2026-11-28T09:00:00.000Z',
};
const SHARED = {
  account: 'k3m9p2w7xa',
  name: 'Beresta',
  roles: [{ id: 'rol_0123456789abcdef', name: 'Agency', picture: { color: '#0d6b4f', emoji: '👀' } }],
  rights: { calls: { view: 'all' }, sites: { view: ['site_0123456789abcdef'] } },
};

export const INVITATION_SCHEMAS = {
  InvitationToken: { schema: InvitationTokenSchema, io: 'input' },
  InvitationOffer: { schema: InvitationOfferSchema, io: 'output' },
  SharedAccountList: {
    schema: z.object({ items: z.array(SharedAccountSchema), nextCursor: z.null() }),
    io: 'output',
  },
} as const;

export const INVITATION_OPERATIONS = [
  {
    path: '/invitations/read',
    method: 'post',
    id: 'readInvitation',
    summary: 'Read an invitation that came by mail',
    needs: 'session',
    input: ['InvitationToken', INVITED],
    answer: [200, 'InvitationOffer', OFFER],
    faults: ['bad_link'],
  },
  {
    path: '/invitations/accept',
    method: 'post',
    id: 'acceptInvitation',
    summary: 'Accept an invitation',
    description:
      'By the person whose confirmed address it was sent to. From then on the account may be entered.',
    needs: 'session',
    input: ['InvitationToken', INVITED],
    answer: [200, 'InvitationOffer', OFFER],
    faults: ['bad_link'],
  },
  {
    path: '/invitations/decline',
    method: 'post',
    id: 'declineInvitation',
    summary: 'Decline an invitation',
    needs: 'session',
    input: ['InvitationToken', INVITED],
    answer: [204],
    faults: ['bad_link'],
  },
  {
    path: '/shared',
    method: 'get',
    id: 'listShared',
    summary: 'List the accounts of others that are shared with who is signed in',
    description: 'With their roles there, and what these allow, by kind of entity and right.',
    needs: 'session',
    query: { right: 'Only accounts where this may be done with everything, for instance `widgets:create`.' },
    answer: [200, 'SharedAccountList', { items: [SHARED], nextCursor: null }],
  },
] as const;
