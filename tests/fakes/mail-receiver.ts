import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type ParsedMail, parseMail } from '../../scripts/mail/parse-mail.ts';

/** A mail as it arrived, with the people of its envelope. */
export interface TakenMail extends ParsedMail {
  envelopeFrom: string;
  envelopeTo: string[];
  raw: string;
}

/** What a receiver does with a recipient or a mail: takes it, or answers with a code of SMTP. */
type Verdict = 'take' | number;

/** A mail server, by a library that knows nothing of our client. What it does can be changed at any time. */
export interface MailReceiver {
  port: number;
  mails: TakenMail[];
  /** Recipients that were asked for, taken or not. */
  asked: string[];
  onRecipient: (address: string) => Verdict | Promise<Verdict>;
  onMail: (mail: TakenMail) => Verdict | Promise<Verdict>;
  /** Cuts every connection that is open. */
  cut(): void;
  close(): Promise<void>;
}

/** Listens on a free port of this machine, or on `port`. Without `options` it wants no password and has no TLS. */
export async function startMailReceiver(
  options: SMTPServerOptions & { port?: number } = {},
): Promise<MailReceiver> {
  const { port = 0, ...rest } = options;
  const receiver: MailReceiver = {
    port,
    mails: [],
    asked: [],
    onRecipient: () => 'take',
    onMail: () => 'take',
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    ...rest,
    onRcptTo({ address }, _, done) {
      receiver.asked.push(address);
      void decide(receiver.onRecipient(address), done);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          ...parseMail(raw),
          envelopeFrom: mailFrom ? mailFrom.address : '',
          envelopeTo: rcptTo.map(({ address }) => address),
          raw,
        };
        void decide(receiver.onMail(mail), (error) => {
          if (!error) receiver.mails.push(mail);
          done(error);
        });
      });
    },
  });
  server.on('error', () => {}); // clients that break off are part of the tests
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  receiver.port = (server.server.address() as AddressInfo).port;
  return receiver;
}

async function decide(
  verdict: Verdict | Promise<Verdict>,
  done: (error?: Error | null) => void,
): Promise<void> {
  const code = await verdict;
  if (code === 'take') return done();
  done(Object.assign(new Error(code < 500 ? 'Try again later' : 'No such mailbox'), { responseCode: code }));
}
