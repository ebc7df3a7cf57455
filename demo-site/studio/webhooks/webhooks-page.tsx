import { useEffect } from 'preact/hooks';
import type { BrowserSession } from '../../browser-session.ts';
import { SectionBar } from '../section-bar.tsx';
import { NewWebhook } from './new-webhook.tsx';
import { WebhookDetail } from './webhook-detail.tsx';
import { WebhookList } from './webhook-list.tsx';

interface Props {
  session: BrowserSession;
  /** Empty for the list, `new` for one that is being made. */
  id: string;
  onUnauthorized(): void;
}

/** Programs of the customer's own that are told what happens. */
export function WebhooksPage({ session, id, onUnauthorized }: Props) {
  useEffect(() => {
    document.title = 'Webhooks · Ringlet';
  }, []);
  return (
    <>
      <SectionBar current="webhooks" />
      {id === '' && <WebhookList session={session} onUnauthorized={onUnauthorized} />}
      {id === 'new' && <NewWebhook session={session} onUnauthorized={onUnauthorized} />}
      {id !== '' && id !== 'new' && (
        <WebhookDetail key={id} session={session} id={id} onUnauthorized={onUnauthorized} />
      )}
    </>
  );
}
