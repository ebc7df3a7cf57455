import { useEffect, useState } from 'preact/hooks';
import type { InvitationOffer } from '../../../shared/contract/admin/access.ts';
import { askPeople } from '../ask-people.ts';
import { Fault } from './notice.tsx';

/** The link of an invitation's letter leads here, for whoever is signed in (S2-73). */
export function Invitation({ token, onJoined }: { token: string; onJoined(account: string): void }) {
  const [offer, setOffer] = useState<InvitationOffer | null>(null);
  const [fault, setFault] = useState('');
  const [isOver, setOver] = useState(false);
  const ask = async <T,>(word: 'read' | 'accept' | 'decline') => {
    const answer = await askPeople<T>('POST', `/invitations/${word}`, { token });
    if (answer.kind === 'ok') return answer;
    setFault(answer.message);
    return null;
  };
  useEffect(() => {
    void ask<InvitationOffer>('read').then((answer) => answer && setOffer(answer.value));
  }, [token]);
  const accept = async () => {
    const answer = await ask<InvitationOffer>('accept');
    if (!answer) return;
    history.replaceState(null, '', '#/invitation');
    onJoined(answer.value.account);
  };
  return (
    <section class="card">
      <h1>{offer ? `Join “${offer.name}”?` : 'An invitation'}</h1>
      <Fault message={fault} />
      {isOver && <p role="status">You declined. Nothing happens.</p>}
      {offer && !isOver && (
        <>
          <p>
            {offer.invitedBy ?? 'Somebody'} invites you to work in this account. What you may do there, its
            owner decides; your own account stays yours alone.
          </p>
          <div class="row">
            <button class="button button-accent" type="button" onClick={() => void accept()}>
              Accept
            </button>
            <button
              class="button"
              type="button"
              onClick={() => void ask('decline').then((answer) => answer && setOver(true))}
            >
              Decline
            </button>
          </div>
        </>
      )}
    </section>
  );
}
