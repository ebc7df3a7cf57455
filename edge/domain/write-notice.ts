import { formatMailTime, layOutMail, type MailRow } from './mail-layout.ts';
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
  const { language, office } = notice;
  const color = success ? '#0d6b4f' : '#b3261e';
  const parts = layOutMail({ language, title, color, rows: listRows(notice) });
  return { kind: 'mail', to, subject: `${title}: ${phone} · ${office}`, ...parts };
}

function listRows(notice: Notice): MailRow[] {
  const texts = MAIL_TEXTS[notice.language];
  const { result } = notice;
  const timeOf = (at: number) => formatMailTime(notice.language, notice.timeZone, at);
  return [
    [texts.client, notice.phone ?? texts.hiddenNumber],
    [texts.name, notice.name],
    [texts.office, notice.office],
    [texts.number, notice.dialled],
    [texts.time, timeOf(result.at)],
    [texts.attempt, result.attempt ? String(result.attempt) : null],
    [texts.talk, result.talkS === null ? null : texts.duration(result.talkS)],
    [texts.reason, result.reason && texts.reasons[result.reason]],
    [texts.nextAttempt, notice.nextAt === null ? null : timeOf(notice.nextAt)],
    [texts.comment, notice.comment],
    [texts.page, notice.page],
  ];
}
