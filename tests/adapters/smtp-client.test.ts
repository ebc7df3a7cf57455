import { afterEach, describe, expect, it } from 'vitest';
import { composeMail } from '../../edge/adapters/mail/compose-mail.ts';
import { sendBySmtp } from '../../edge/adapters/mail/smtp-client.ts';
import type { MailSettings } from '../../edge/domain/mail-settings.ts';
import { type MailReceiver, startMailReceiver } from '../fakes/mail-receiver.ts';
import { type RudeScript, startRudeSmtpServer } from '../fakes/rude-smtp-server.ts';
import { openWorkerSocket } from '../support/worker-socket.ts';

const FROM = { name: 'Береста', address: 'calls@shop.example' };
const ANNA = {
  kind: 'mail',
  to: 'anna@beresta.example',
  subject: 'Несостоявшийся звонок: +74950009999 · Отдел продаж и обслуживания клиентов',
  text: 'Здравствуйте\n.\n.. и точка в начале строки\n',
  html: '<p>Здравствуйте &amp; до свидания</p>',
} as const;

const open: { close(): unknown }[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function aReceiver(options?: Parameters<typeof startMailReceiver>[0]): Promise<MailReceiver> {
  const receiver = await startMailReceiver(options);
  open.push(receiver);
  return receiver;
}

function send(port: number, changes: Partial<MailSettings> = {}, text = compose()) {
  const settings: MailSettings = {
    host: 'localhost',
    port,
    implicitTls: false,
    credentials: null,
    isLocal: true,
    from: FROM,
    ...changes,
  };
  return sendBySmtp(openWorkerSocket(port), settings, { from: FROM.address, to: ANNA.to, text }, 1_000);
}

const compose = () => composeMail(ANNA, { id: 'dlv_0123456789abcdef', from: FROM, at: 1_795_000_000_000 });

describe('a mail', () => {
  it('arrives as it was written, with both its parts, one recipient, and the delivery for a Message-ID', async () => {
    const receiver = await aReceiver();
    expect(await send(receiver.port)).toMatchObject({ kind: 'delivered' });
    const [mail] = receiver.mails;
    expect(mail).toMatchObject({
      envelopeFrom: 'calls@shop.example',
      envelopeTo: ['anna@beresta.example'],
      text: ANNA.text.replaceAll('\n', '\r\n'),
      html: ANNA.html,
    });
    expect(mail?.headers).toMatchObject({
      from: 'Береста <calls@shop.example>',
      to: 'anna@beresta.example',
      subject: ANNA.subject,
      'message-id': '<dlv_0123456789abcdef@shop.example>',
      'auto-submitted': 'auto-generated',
    });
    expect(Object.keys(mail?.headers ?? {})).not.toContain('bcc');
    expect(Date.parse(mail?.headers.date ?? '')).toBe(1_795_000_000_000);
    const lines = mail?.raw.split('\r\n') ?? [];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(mail?.raw).toMatch(/^[\r\n -~]*$/);
  });

  it('keeps lines that begin with a dot, and a dot alone', async () => {
    const receiver = await aReceiver();
    const text = 'Subject: dots\r\n\r\n.\r\n..\r\n.end\r\n';
    expect(await send(receiver.port, {}, text)).toMatchObject({ kind: 'delivered' });
    expect(receiver.mails[0]?.raw).toContain('\r\n\r\n.\r\n..\r\n.end\r\n');
  });

  it('cannot be given further headers by what stands in its subject', async () => {
    const mail = composeMail(
      { ...ANNA, subject: 'A\r\nBcc: eve@evil.example' },
      { id: 'dlv_1', from: { name: 'B\nX: y', address: FROM.address }, at: 0 },
    );
    expect(mail).not.toMatch(/^(Bcc|X):/m);
  });
});

describe('what the server says', () => {
  it.each([
    ['a recipient for now', 450, 'retry'],
    ['a recipient for ever', 550, 'refused'],
  ])('refuses %s', async (_, code, kind) => {
    const receiver = await aReceiver();
    receiver.onRecipient = () => code;
    expect(await send(receiver.port)).toMatchObject({
      kind,
      detail: expect.stringContaining(`RCPT: ${code}`),
    });
    expect(receiver.mails).toEqual([]);
  });

  it.each([
    ['for now', 451, 'retry'],
    ['for ever', 554, 'refused'],
  ])('refuses the mail itself %s', async (_, code, kind) => {
    const receiver = await aReceiver();
    receiver.onMail = () => code;
    expect(await send(receiver.port)).toMatchObject({
      kind,
      detail: expect.stringContaining(`mail: ${code}`),
    });
  });

  it.each<[string, RudeScript]>([
    ['has no time', ['421 too busy']],
    ['says 5xx to us rather than to the mail', ['554 no service for you']],
    ['breaks off at once', [(socket) => socket.destroy()]],
    [
      'breaks off after the mail, so that nobody knows',
      ['220 hi', '250 hi', '250 ok', '250 ok', '354 go', (socket) => socket.destroy()],
    ],
    ['is silent', ['220 hi', () => {}]],
    ['speaks something else', ['HTTP/1.1 400 Bad Request']],
    ['does not come to an end', ['220 hi', Array(300).fill('250-more').join('\r\n')]],
  ])('is tried again if it %s', async (_, script) => {
    const server = await startRudeSmtpServer(script);
    open.push(server);
    expect(await send(server.port)).toMatchObject({ kind: 'retry' });
  });

  it('is tried again if nobody listens', async () => {
    const receiver = await startMailReceiver();
    await receiver.close();
    expect(await send(receiver.port)).toEqual({
      kind: 'retry',
      detail: 'The mail server cannot be reached.',
    });
  });
});

describe('a password', () => {
  it.each(['PLAIN', 'LOGIN'])('signs in by %s, also with letters beyond ASCII', async (method) => {
    const seen: unknown[] = [];
    const receiver = await aReceiver({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authMethods: [method],
      onAuth: ({ username, password }, _, done) => {
        seen.push([username, password]);
        done(null, { user: username });
      },
    });
    const credentials = { user: 'calls', password: 'пароль:@' };
    expect(await send(receiver.port, { credentials })).toMatchObject({ kind: 'delivered' });
    expect(seen).toEqual([['calls', 'пароль:@']]);
  });

  it('that is wrong costs no mail: the operator may put it right', async () => {
    const receiver = await aReceiver({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
    });
    const outcome = await send(receiver.port, { credentials: { user: 'calls', password: 'S3cret-word' } });
    expect(outcome).toMatchObject({ kind: 'retry', detail: expect.stringContaining('AUTH: 535') });
    expect(JSON.stringify(outcome)).not.toContain('S3cret-word');
  });
});

describe('the way to a server that is not on this machine', () => {
  const remote = { isLocal: false, credentials: { user: 'calls', password: 'S3cret-word' } };

  it('is encrypted, or nothing is said', async () => {
    const script: RudeScript = [
      '220 hi',
      '250-hi\r\n250 AUTH PLAIN',
      '235 in',
      '250 ok',
      '250 ok',
      '354 go',
      '250 ok',
    ];
    const server = await startRudeSmtpServer(script);
    open.push(server);
    expect(await send(server.port, remote)).toMatchObject({
      kind: 'retry',
      detail: expect.stringContaining('no TLS'),
    });
    expect(server.heard).toEqual(['EHLO shop.example']);
  });

  it('is no way if its certificate is anybody’s', async () => {
    const receiver = await aReceiver({ disabledCommands: [], allowInsecureAuth: true });
    expect(await send(receiver.port, remote)).toMatchObject({ kind: 'retry' });
    expect(receiver.asked).toEqual([]);
  });

  it('is no way if somebody speaks before the encryption', async () => {
    const server = await startRudeSmtpServer(['220 hi', '250 STARTTLS', '220 go\r\n250 injected']);
    open.push(server);
    expect(await send(server.port, remote)).toMatchObject({ kind: 'retry' });
  });
});
