import { useState } from 'preact/hooks';
import type { Webhook } from '../../../shared/contract/admin/webhook.ts';
import { deleteEntity, type Failure } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { SECTIONS } from '../route.ts';

interface Props {
  webhook: Webhook;
  session: BrowserSession;
  onAct(action: 'test' | 'pause' | 'resume' | 'rotate'): Promise<void>;
  onFail(failure: Failure): void;
}

/** What can be done with a webhook as a whole; what cannot be taken back asks before. */
export function WebhookActions({ webhook, session, onAct, onFail }: Props) {
  const [asks, setAsks] = useState<'rotate' | 'delete' | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (action: Parameters<Props['onAct']>[0]) => {
    setBusy(true);
    await onAct(action);
    setBusy(false);
  };
  const remove = async () => {
    const answer = await deleteEntity(session, `webhooks/${webhook.id}`);
    if (answer.kind === 'ok') location.hash = SECTIONS.webhooks.href;
    else onFail(answer);
  };
  return (
    <div class="row">
      <button class="button button-accent" type="button" disabled={isBusy} onClick={() => void run('test')}>
        Send a test
      </button>
      {webhook.status === 'active' ? (
        <button class="button" type="button" disabled={isBusy} onClick={() => void run('pause')}>
          Pause
        </button>
      ) : (
        <button class="button" type="button" disabled={isBusy} onClick={() => void run('resume')}>
          Resume
        </button>
      )}
      <button class="button" type="button" disabled={isBusy} onClick={() => setAsks('rotate')}>
        New secret
      </button>
      <button class="button" type="button" onClick={() => setAsks('delete')}>
        Delete
      </button>
      {asks === 'rotate' && (
        <ConfirmDialog
          title="Make a new secret?"
          confirm="Make it"
          onConfirm={() => void run('rotate')}
          onClose={() => setAsks(null)}
        >
          It is shown once. The present one signs beside it for 24 hours, and nothing after that.
        </ConfirmDialog>
      )}
      {asks === 'delete' && (
        <ConfirmDialog
          title={`Delete “${webhook.name}”?`}
          confirm="Delete"
          onConfirm={() => void remove()}
          onClose={() => setAsks(null)}
        >
          What waits for it is not sent any more, and its log goes with it.
        </ConfirmDialog>
      )}
    </div>
  );
}
