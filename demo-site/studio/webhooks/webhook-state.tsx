import type { Webhook } from '../../../shared/contract/admin/webhook.ts';
import { tellTime } from './describe-webhook.ts';

const PAUSED = {
  owner: 'Paused by hand',
  failing: 'Paused: nothing arrived for three days',
  gone: 'Paused: it answered 410',
} as const;

/** Whether it works, in a word. */
export function WebhookState({ webhook: { status, pausedBy, failingSince, sent } }: { webhook: Webhook }) {
  if (status === 'paused') return <p class="badge badge-warn">{PAUSED[pausedBy ?? 'owner']}</p>;
  if (failingSince !== null) return <p class="badge badge-bad">Failing since {tellTime(failingSince)}</p>;
  return <p class={`badge ${sent > 0 ? 'badge-good' : ''}`}>{sent > 0 ? 'Works' : 'Nothing sent yet'}</p>;
}
