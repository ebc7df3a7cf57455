import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { DemoMail, DemoMails } from '../../shared/contract/demo-mailbox.ts';
import { parseMail } from './parse-mail.ts';

/** A mail server for the demo that takes everything and keeps it: none of it goes anywhere. */
export interface DemoMailbox {
  /** Variables of a server whose mail is to come here. */
  env: Record<string, string>;
  /** Where the mail page reads it. */
  url: string;
  close(): Promise<void>;
}

const KEPT = 200;
const MAX_MAIL_BYTES = 1024 * 1024;

/** Listens on free ports of this machine. Only pages of `origin` may read the mail: it has telephone numbers in it. */
export async function openDemoMailbox(origin: string): Promise<DemoMailbox> {
  const mails: DemoMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_MAIL_BYTES,
    closeTimeout: 500,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { headers, text, html } = parseMail(Buffer.concat(chunks).toString('latin1'));
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        const { from = '', subject = '' } = headers;
        const id = headers['message-id'] || session.id;
        mails.unshift({ id, at: new Date().toISOString(), from, to, subject, text, html });
        mails.splice(KEPT);
        done();
      });
    },
  });
  smtp.on('error', () => {}); // a client that breaks off is its own affair
  smtp.listen(0, '127.0.0.1');
  const smtpPort = await portOf(smtp.server);

  const http = serveMails(origin, mails);
  http.listen(0, '127.0.0.1');
  const httpPort = await portOf(http);
  return {
    env: {
      RINGLET_SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      RINGLET_MAIL_FROM: 'Beresta <calls@beresta.example>',
      RINGLET_LOCAL_TARGETS: `127.0.0.1:${smtpPort}`,
    },
    url: `http://127.0.0.1:${httpPort}/mails`,
    async close() {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((done) => http.close(() => done())),
        new Promise<void>((done) => smtp.close(() => done())),
      ]);
    },
  };
}

function serveMails(origin: string, mails: DemoMail[]): Server {
  return createServer((request, response) => {
    const { port } = request.socket.address() as AddressInfo;
    // Another host is a name of somebody else's that was pointed at this machine.
    const isOurs = request.headers.host === `127.0.0.1:${port}` && request.headers.origin === origin;
    if (!isOurs || request.method !== 'GET' || request.url !== '/mails') {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'access-control-allow-origin': origin,
        'cache-control': 'no-store',
        vary: 'origin',
      })
      .end(JSON.stringify({ mails } satisfies DemoMails));
  });
}

async function portOf(server: NetServer): Promise<number> {
  if (!server.listening) await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
