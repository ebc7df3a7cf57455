import type { InvitationOffer } from '../../../../shared/contract/admin/access.ts';
import { newId } from '../../../keys/ids.ts';
import type { InvitationAnswer } from '../../../rpc/account-rpc.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { AccountParts } from '../account-parts.ts';
import { AuditStore } from '../audit-store.ts';
import { InvitationLetters } from './invitation-letters.ts';
import { MemberStore } from './member-store.ts';
import { oweMembership } from './owe-membership.ts';

const ENDED: Refusal = {
  kind: 'refused',
  code: 'bad_link',
  detail: 'The invitation was answered or withdrawn, or it has expired.',
};

/**
 * What a person says to the invitation whose letter they hold. Only the one whose confirmed address it was sent to may
 * read or answer it. One transaction.
 */
export function answerInvitation(
  parts: AccountParts,
  asked: InvitationAnswer,
): { kind: 'offer'; offer: InvitationOffer } | Refusal {
  return parts.storage.transactionSync(() => takeAnswer(parts, asked, parts.clock.stamp()));
}

function takeAnswer(
  { storage: { sql }, entities, account, outbox }: AccountParts,
  { hash, user, answer, requestId }: InvitationAnswer,
  now: number,
): { kind: 'offer'; offer: InvitationOffer } | Refusal {
  const invitation = entities.get('invitations', new InvitationLetters(sql).invitationOf(hash) ?? '');
  const own = account.find()?.body;
  if (!own || !invitation) return ENDED;
  if (invitation.email !== user.email.toLowerCase()) {
    const detail = 'The invitation went to another address: sign in with that one.';
    return { kind: 'refused', code: 'forbidden', detail };
  }
  const offer = {
    account: own.id,
    name: own.name,
    invitedBy: invitation.createdBy?.kind === 'user' ? invitation.createdBy.name : null,
    expiresAt: new Date(invitation.expiresAt).toISOString(),
  };
  const isRepeated = answer === 'accept' && invitation.status === 'accepted';
  if (isRepeated && new MemberStore(sql).find(user.id)) return { kind: 'offer', offer };
  if (invitation.status !== 'pending' || invitation.expiresAt <= now) return ENDED;
  if (answer === 'read') return { kind: 'offer', offer };
  entities.save('invitations', { ...invitation, status: answer === 'accept' ? 'accepted' : 'declined' }, now);
  new AuditStore(sql).add({
    id: newId('aud'),
    at: now,
    requestId,
    token: user.name,
    by: { kind: 'user', id: user.id, name: user.name },
    verb: answer,
    kind: 'invitations',
    entity: invitation.id,
    fields: ['status'],
  });
  if (answer === 'accept') {
    new MemberStore(sql).add(user, false, now);
    const owe = (id: string, target: string, subject: string, body: Parameters<typeof outbox.add>[3]) =>
      outbox.add(id, target, subject, body, now);
    oweMembership(owe, { user: user.id, account: own.id, name: own.name, isMember: true }, now);
  }
  return { kind: 'offer', offer };
}
