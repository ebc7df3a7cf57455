import { escapeHtml } from './escape-html.ts';
import { MAIL_TEXTS, type MailLanguage } from './mail-texts.ts';
import type { OfficeResult } from './notices.ts';
import type { OutgoingMail } from './ports.ts';

/** What a mail about one call says. */
export interface Notice {
  language: MailLanguage;
  /** IANA, the account's: times are told in it. */
  timeZone: string;
  office: string;
  result: Omit<OfficeResult, 'key' | 'office'>;
  /** E.164; null if the caller hides it. */
  phone: string | null;
  name: string | null;
  comment: string | null;
  /** Where the call was ordered from; null for an inbound one. */
  page: string | null;
  /** The number that an inbound call dialled. */
  dialled: string | null;
  /** When the next attempt is made, epoch ms. */
  nextAt: number | null;
}

/** The mail with its text and its HTML part. All that visitors and offices have written is shown as text. */
export function writeNotice(notice: Notice, to: string): OutgoingMail {
  const texts = MAIL_TEXTS[notice.language];
  const { success, attempt } = notice.result;
  const isInbound = attempt === null;
  const title = isInbound
    ? success
      ? texts.inboundSuccess
      : texts.inboundFailure
    : success
      ? texts.success
      : texts.failure;
  const phone = notice.phone ?? texts.hiddenNumber;
  const rows = listRows(notice);
  const text = [title, '', ...rows.map(([name, value]) => `${name}: ${value}`), '', texts.footer].join('\n');
  return {
    kind: 'mail',
    to,
    subject: `${title}: ${phone} · ${notice.office}`,
    text: `${text}\n`,
    html: renderHtml(notice, title, rows),
  };
}

function listRows(notice: Notice): [name: string, value: string][] {
  const texts = MAIL_TEXTS[notice.language];
  const { result } = notice;
  const rows: [string, string | null][] = [
    [texts.client, notice.phone ?? texts.hiddenNumber],
    [texts.name, notice.name],
    [texts.office, notice.office],
    [texts.number, notice.dialled],
    [texts.time, formatTime(notice, result.at)],
    [texts.attempt, result.attempt ? String(result.attempt) : null],
    [texts.talk, result.talkS === null ? null : texts.duration(result.talkS)],
    [texts.reason, result.reason && texts.reasons[result.reason]],
    [texts.nextAttempt, notice.nextAt === null ? null : formatTime(notice, notice.nextAt)],
    [texts.comment, notice.comment],
    [texts.page, notice.page],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== '');
}

function formatTime({ language, timeZone }: Notice, at: number): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(MAIL_TEXTS[language].locale, style).format(at);
}

/** Tables and styles in the elements: what every mail program can show. */
function renderHtml({ language, result }: Notice, title: string, rows: [string, string][]): string {
  const color = result.success ? '#0d6b4f' : '#b3261e';
  const cell = 'padding:6px 16px 6px 0;vertical-align:top;';
  const lines = rows.map(
    ([name, value]) =>
      `<tr><th style="${cell}text-align:left;font-weight:400;color:#57606f">${escapeHtml(name)}</th>` +
      `<td style="${cell}">${escapeHtml(value)}</td></tr>`,
  );
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
    '<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#14181f;background:#ffffff">' +
    `<h1 style="margin:0 0 12px;font-size:20px;color:${color}">${escapeHtml(title)}</h1>` +
    `<table style="border-collapse:collapse">${lines.join('')}</table>` +
    `<p style="margin:20px 0 0;font-size:13px;color:#57606f">${escapeHtml(MAIL_TEXTS[language].footer)}</p>` +
    '</body></html>'
  );
}
