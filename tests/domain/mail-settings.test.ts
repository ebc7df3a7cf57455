import { describe, expect, it } from 'vitest';
import { readMailSettings } from '../../edge/domain/mail-settings.ts';

const FROM = 'calls@shop.example';
const read = (url: string | null, from: string | null = FROM, localTargets: string[] = []) =>
  readMailSettings(url, from, localTargets);

describe('the settings of mail', () => {
  it('are none without a server', () => {
    expect(read(null)).toEqual({ kind: 'read', settings: null });
    expect(read('')).toEqual({ kind: 'read', settings: null });
  });

  it.each([
    ['smtps://mail.example', { host: 'mail.example', port: 465, implicitTls: true, credentials: null }],
    ['smtp://mail.example', { port: 587, implicitTls: false }],
    ['smtp://u:p@mail.example:2525/', { port: 2525, credentials: { user: 'u', password: 'p' } }],
    [
      'smtps://a%40b.example:p%3A%40%2F@mail.example',
      { credentials: { user: 'a@b.example', password: 'p:@/' } },
    ],
    ['smtps://[2001:db8::1]:465', { host: '[2001:db8::1]', port: 465 }],
  ])('are read from %s', (url, settings) => {
    expect(read(url)).toMatchObject({ kind: 'read', settings });
  });

  it.each([
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://mail.example/path',
    'smtp://mail.example?x=1',
    'smtp://mail.example:0',
    'smtp://mail.example:70000',
    'smtp://u:%zz@mail.example',
    'smtp://u:p@mail .example',
    'smtp://mail.example\r\nQUIT',
  ])('are not guessed from %j, and the value is not repeated', (url) => {
    const answer = read(url);
    expect(answer).toMatchObject({ kind: 'unreadable', variable: 'RINGLET_SMTP_URL' });
    expect(JSON.stringify(answer)).not.toContain('u:p');
  });

  it('know whom mail comes from, by address alone or with a name', () => {
    const from = (text: string | null) => read('smtp://mail.example', text);
    expect(from(FROM)).toMatchObject({ settings: { from: { name: null, address: FROM } } });
    expect(from('Shop & Co <calls@shop.example>')).toMatchObject({
      settings: { from: { name: 'Shop & Co', address: FROM } },
    });
    for (const text of [null, '', 'shop', 'a b@shop.example', 'Shop <shop>', `x\r\nBcc: y <${FROM}>`]) {
      expect(from(text)).toMatchObject({ kind: 'unreadable', variable: 'RINGLET_MAIL_FROM' });
    }
  });

  it('take a server for local only if it is named as such, with its port', () => {
    const isLocal = (targets: string[]) => {
      const answer = read('smtp://127.0.0.1:2525', FROM, targets);
      return answer.kind === 'read' && answer.settings?.isLocal;
    };
    const named = [[], ['127.0.0.1:25'], ['127.0.0.1:1', '127.0.0.1:2525']];
    expect(named.map(isLocal)).toEqual([false, false, true]);
  });
});
