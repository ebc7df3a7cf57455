import { AUTH_SENDER } from '../../../domain/delivery.ts';
import { writeInvitation } from '../../../domain/invitation-mail.ts';
import { INVITATION_MS } from '../../../domain/limits.ts';
import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/**
 * An invitation is answered the same for every address: whether somebody has registered with it only its mailbox and
 * they themselves know (S2-73, S2-74).
 */
export const invitationRules: ResourceRules<'invitations'> = {
  present:
    ({ now }) =>
    (invitation) => ({
      ...invitation,
      status: invitation.status === 'pending' && invitation.expiresAt <= now ? 'expired' : invitation.status,
      createdAt: new Date(invitation.createdAt).toISOString(),
      expiresAt: new Date(invitation.expiresAt).toISOString(),
    }),

  create: ({ access, entities, now, owe }, { id, input }) => {
    const { members, letters, minted, credential, name: account, language, origin } = access;
    const email = input.email.toLowerCase();
    if (members.hasEmail(email)) refuse('conflict', 'They are a member already.');
    const isOpen = ({ status, expiresAt }: { status: string; expiresAt: number }) =>
      status === 'pending' && expiresAt > now;
    if (entities.list('invitations').some((one) => one.email === email && isOpen(one))) {
      refuse('conflict', 'They are invited already: withdraw that invitation first.');
    }
    if (!minted) throw new Error('the secret of an invitation is needed and none was minted');
    if (!letters.add({ hash: minted.hash, invitation: id, email }, now)) {
      refuse('too_many_attempts', 'Too many invitations were sent in the last 24 hours.');
    }
    const by = credential.member === null ? null : credential.name;
    const link = `${origin}/account/#/invitation/${minted.text}`;
    const message = writeInvitation({ to: email, account, by, language, link });
    const delivery = { id, account: AUTH_SENDER, destination: 'mail', message } as const;
    owe(id, `delivery:${AUTH_SENDER}:mail`, id, { type: 'delivery.send', delivery });
    const createdBy = credential.creator;
    return { id, email, status: 'pending', createdAt: now, expiresAt: now + INVITATION_MS, createdBy };
  },
};
