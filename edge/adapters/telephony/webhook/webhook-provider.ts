import type { SendOutcome, TelephonyCommand, TelephonyProvider } from '../../../domain/ports.ts';
import { type Reply, retryAfterMs } from '../../post-message.ts';
import { legAddress, legName } from '../leg-address.ts';
import { signWebhook } from './standard-webhooks.ts';

export interface WebhookGateway {
  /** Public origin of this server. */
  origin: string;
  /** Routing key of the integration. */
  key: string;
  url: string;
  secret: string;
  post(address: string, init: RequestInit): Promise<Reply>;
  now(): number;
}

/** Answers that say "not now" though they begin with a 4. */
const TRY_AGAIN = [408, 425, 429];

/**
 * The customer's own exchange, behind a gateway that takes commands as signed messages (`docs/telephony.md`). The key of
 * a command is the `webhook-id`: a repeated one does nothing there, so whatever is not known to have arrived is sent
 * again.
 */
export function webhookProvider(gateway: WebhookGateway): TelephonyProvider {
  return {
    name: 'webhook',
    lookup: 'byId',
    interrupts: false,
    settleMs: 0,
    async send(command) {
      const body = JSON.stringify(toMessage(command, gateway));
      const timestamp = String(Math.floor(gateway.now() / 1000));
      const signature = await signWebhook(gateway.secret, { id: command.key, timestamp }, body);
      const headers = {
        'content-type': 'application/json',
        'webhook-id': command.key,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      };
      return toOutcome(await gateway.post(gateway.url, { method: 'POST', headers, body }), gateway.now());
    },
  };
}

/** The command as it is sent: what to do, with which leg, and where to tell of it. */
function toMessage(command: TelephonyCommand, gateway: WebhookGateway): Record<string, unknown> {
  const { key: _, leg, kind, ...what } = command;
  const events = legAddress({ ...gateway, provider: 'webhook' }, 'events', leg);
  const data = { leg: legName(leg), party: leg.party, events };
  const timestamp = new Date(gateway.now()).toISOString();
  if (command.kind !== 'bridge') return { type: `leg.${kind}`, timestamp, data: { ...data, ...what } };
  const peer = legName({ ...leg, party: 'manager', line: command.withLine });
  return { type: 'leg.bridge', timestamp, data: { ...data, with: peer, limitS: command.limitS } };
}

function toOutcome(reply: Reply, now: number): SendOutcome {
  if (reply.kind === 'forbidden') return { kind: 'refused', detail: 'the address may not be asked' };
  if (reply.kind === 'silent') return { kind: 'retry', detail: 'no answer' };
  const { status, headers, text } = reply;
  const detail = `status ${status}`;
  if (status >= 200 && status < 300) {
    // A page in the place of an answer comes from somebody in between: the gateway has not seen the command.
    return text === '' || isJson(text)
      ? { kind: 'accepted' }
      : { kind: 'retry', detail: 'the answer is no JSON' };
  }
  if (status < 500 && !TRY_AGAIN.includes(status)) return { kind: 'refused', detail };
  const afterMs = retryAfterMs(headers, now);
  return afterMs === null ? { kind: 'retry', detail } : { kind: 'retry', detail, afterMs };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
