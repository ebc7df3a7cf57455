import type { MailSettings } from '../../domain/mail-settings.ts';
import type { DeliveryOutcome } from '../../domain/ports.ts';
import { base64 } from './compose-mail.ts';
import { SmtpBroken, SmtpConnection, type SmtpReply } from './smtp-connection.ts';

/**
 * A small SMTP client over the platform's sockets (RFC 5321, 3207, 4954). The library that there is for Workers loops
 * when the server breaks off, and nothing else in the isolate is answered any more (measured: worker-mailer 1.2.1, one
 * core at 84 % until it is killed). It also ignores one of its two time limits, goes on in the clear where STARTTLS was
 * not offered, tells a refusal from a failure only by its text, and writes hidden recipients into the mail. Here a mail
 * has one recipient, and none is hidden.
 */
export interface SmtpMail {
  from: string;
  to: string;
  /** By RFC 5322, lines end in CRLF. */
  text: string;
}

/** The server will not have this mail, or not now; `isFinal` if a repetition would be refused as well. */
class SmtpRefusal extends Error {
  readonly isFinal: boolean;
  constructor(step: string, { code, lines }: SmtpReply, isFinal: boolean) {
    super(`${step}: ${code} ${lines.join(' ')}`.slice(0, 300));
    this.isFinal = isFinal;
  }
}

/** Hands one mail to the server. Whatever goes wrong is an outcome; if it is not known whether it took it, `retry`. */
export async function sendBySmtp(
  socket: Socket,
  settings: MailSettings,
  mail: SmtpMail,
  timeoutMs?: number,
): Promise<DeliveryOutcome> {
  const connection = new SmtpConnection(socket, timeoutMs);
  try {
    await greet(connection, settings);
    const reply = await handOver(connection, mail);
    await connection.send('QUIT\r\n').catch(() => null); // the mail is the server's already
    return { kind: 'delivered', detail: `${reply.code} ${reply.lines.join(' ')}`.slice(0, 300) };
  } catch (error) {
    if (error instanceof SmtpRefusal) {
      return { kind: error.isFinal ? 'refused' : 'retry', detail: error.message };
    }
    if (error instanceof SmtpBroken) return { kind: 'retry', detail: `The mail server ${error.message}.` };
    throw error;
  } finally {
    connection.close();
  }
}

/** From the connection to the point where mail is taken. What fails here is no fault of the mail. */
async function greet(connection: SmtpConnection, settings: MailSettings): Promise<void> {
  const { host, implicitTls, isLocal, credentials, from } = settings;
  await connection.open();
  expect('greeting', await connection.readReply(), 220);
  const hello = `EHLO ${from.address.slice(from.address.lastIndexOf('@') + 1)}\r\n`;
  let { lines } = expect('EHLO', await connection.send(hello), 250);
  // A mail tells who called whom, and the password opens a mailbox: neither crosses a network in the clear.
  if (!implicitTls && !isLocal) {
    if (!offers(lines, 'STARTTLS')) throw new SmtpBroken('offers no TLS, so nothing was sent');
    expect('STARTTLS', await connection.send('STARTTLS\r\n'), 220);
    await connection.startTls(host);
    lines = expect('EHLO', await connection.send(hello), 250).lines;
  }
  if (credentials) await signIn(connection, lines, credentials);
}

async function signIn(
  connection: SmtpConnection,
  lines: readonly string[],
  { user, password }: { user: string; password: string },
): Promise<void> {
  const ways =
    lines
      .find((line) => /^AUTH[ =]/i.test(line))
      ?.toUpperCase()
      .split(/[ =]/) ?? [];
  if (ways.includes('PLAIN')) {
    const token = base64(`\0${user}\0${password}`);
    expect('AUTH', await connection.send(`AUTH PLAIN ${token}\r\n`), 235);
  } else if (ways.includes('LOGIN')) {
    expect('AUTH', await connection.send('AUTH LOGIN\r\n'), 334);
    expect('AUTH', await connection.send(`${base64(user)}\r\n`), 334);
    expect('AUTH', await connection.send(`${base64(password)}\r\n`), 235);
  } else {
    throw new SmtpBroken('offers no way to sign in that is known here');
  }
}

/** Here 5xx is about this mail: the server will not have it tomorrow either. */
async function handOver(connection: SmtpConnection, { from, to, text }: SmtpMail): Promise<SmtpReply> {
  expect('MAIL', await connection.send(`MAIL FROM:<${from}>\r\n`), 250, true);
  const taken = await connection.send(`RCPT TO:<${to}>\r\n`);
  if (taken.code !== 251) expect('RCPT', taken, 250, true);
  expect('DATA', await connection.send('DATA\r\n'), 354, true);
  // A line that begins with a dot gets another one; a dot alone ends the mail.
  return expect('mail', await connection.send(`${text.replace(/^\./gm, '..')}\r\n.\r\n`), 250, true);
}

function expect(step: string, reply: SmtpReply, code: number, isAboutMail = false): SmtpReply {
  if (reply.code === code) return reply;
  throw new SmtpRefusal(step, reply, isAboutMail && reply.code >= 500 && reply.code < 600);
}

function offers(lines: readonly string[], word: string): boolean {
  return lines.some((line) => line.trim().toUpperCase() === word);
}
