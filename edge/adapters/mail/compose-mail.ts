import type { MailSettings } from '../../domain/mail-settings.ts';
import type { OutgoingMail } from '../../domain/ports.ts';

/** What is put around a message. */
export interface MailEnvelope {
  /** Of the delivery: the same at every attempt, so that a mailbox can tell a double. Letters, digits, underscores. */
  id: string;
  from: MailSettings['from'];
  /** Epoch ms. */
  at: number;
}

const CRLF = '\r\n';
/** RFC 2047: a line with an encoded word has at most 76 characters, with the header's name and the word's frame. */
const MAX_WORD_BYTES = 39;
const utf8 = new TextEncoder();

/** The text of a mail by RFC 5322, with a text and an HTML part. All lines are ASCII and end in CRLF. */
export function composeMail(mail: OutgoingMail, { id, from, at }: MailEnvelope): string {
  const boundary = `=_${id}`; // no part can hold it: base64 has no underscore
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  const sender = from.name === null ? from.address : `${encodeHeader(from.name)} <${from.address}>`;
  const headers = [
    `From: ${sender}`,
    `To: ${mail.to}`,
    `Subject: ${encodeHeader(mail.subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${host}>`,
    'Auto-Submitted: auto-generated', // or holiday notes would come back
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ];
  const parts = [part(boundary, 'plain', mail.text), part(boundary, 'html', mail.html)];
  return [...headers, '', ...parts, `--${boundary}--`, ''].join(CRLF);
}

/** A header's value as encoded words of RFC 2047, unless it is plain ASCII that cannot be taken for one. */
export function encodeHeader(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ').trim();
  if (/^[ -~]*$/.test(line) && line.length <= 70 && !/[=?<>",;:@()[\]\\]/.test(line)) return line;
  const words: string[] = [];
  let word = '';
  for (const character of line) {
    if (utf8.encode(word + character).length > MAX_WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${base64(one)}?=`).join(`${CRLF} `);
}

function part(boundary: string, subtype: 'plain' | 'html', text: string): string {
  const lines = base64(text.replace(/\r?\n/g, CRLF)).match(/.{1,76}/g) ?? [];
  return [
    `--${boundary}`,
    `Content-Type: text/${subtype}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
    '',
  ].join(CRLF);
}

/** Base64 of the UTF-8 of a text. */
export function base64(text: string): string {
  let binary = '';
  for (const byte of utf8.encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
