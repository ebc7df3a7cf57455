import { connect } from 'cloudflare:sockets';
import { readConfig } from '../../config.ts';
import type { MailSettings } from '../../domain/mail-settings.ts';
import type { DeliveryAdapter } from '../../domain/ports.ts';
import type { Env } from '../../env.ts';
import { composeMail } from './compose-mail.ts';
import { sendBySmtp } from './smtp-client.ts';

/** Mail by the server of this deployment. Without one it is not sent yet. */
export function mailAdapter(env: Env): DeliveryAdapter {
  return {
    async send(id, message) {
      const answer = readConfig(env);
      const settings = answer.kind === 'ready' ? answer.config.mail : null;
      if (settings === null) return { kind: 'retry', detail: 'This server has no way to send mail yet.' };
      const text = composeMail(message, { id, from: settings.from, at: Date.now() });
      const mail = { from: settings.from.address, to: message.to, text };
      return sendBySmtp(openSocket(env, settings), settings, mail);
    },
  };
}

function openSocket(env: Env, { host: hostname, port, implicitTls, isLocal }: MailSettings): Socket {
  const options = {
    secureTransport: implicitTls ? ('on' as const) : ('starttls' as const),
    allowHalfOpen: false,
  };
  const address = { hostname, port };
  return isLocal && env.LOCAL ? env.LOCAL.connect(address, options) : connect(address, options);
}
