import type { LeadRecord } from './lead-record.ts';
import { formatMailTime, layOutMail } from './mail-layout.ts';
import { MAIL_TEXTS, type MailLanguage } from './mail-texts.ts';
import type { OutgoingMail } from './ports.ts';

const TITLES: Readonly<Record<MailLanguage, string>> = { ru: 'Новая заявка', en: 'New request' };

export interface LeadNotice {
  lead: LeadRecord;
  /** Name of the widget. */
  widget: string;
  language: MailLanguage;
  /** IANA, the account's. */
  timeZone: string;
}

/** The mail about a request that somebody has left. All that they have written is shown as text. */
export function writeLead({ lead, widget, language, timeZone }: LeadNotice, to: string): OutgoingMail {
  const texts = MAIL_TEXTS[language];
  const title = TITLES[language];
  const { phone, email, name, comment, page, createdAt } = lead;
  const parts = layOutMail({
    ...{ language, title, color: '#14181f' },
    rows: [
      [texts.client, phone],
      ['E-mail', email],
      [texts.name, name],
      [texts.time, formatMailTime(language, timeZone, createdAt)],
      [texts.question.widget, widget],
      [texts.comment, comment],
      [texts.page, page],
    ],
  });
  return { kind: 'mail', to, subject: `${title}: ${phone ?? email} · ${widget}`, ...parts };
}
