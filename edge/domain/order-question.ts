import type { CallbackReason, CallbackStatus, OrderDoubt } from '../../shared/contract/callback.ts';
import { formatMailTime, layOutMail, type MailRow } from './mail-layout.ts';
import { MAIL_TEXTS, type MailLanguage } from './mail-texts.ts';
import type { OutgoingMail } from './ports.ts';

/** An order that waits for a manager's word, or did, as the one who is asked sees it. Instants are epoch ms. */
export interface OrderQuestion {
  language: MailLanguage;
  /** IANA, the account's. */
  timeZone: string;
  status: CallbackStatus;
  reason: CallbackReason | null;
  /** E.164. */
  phone: string;
  name: string | null;
  comment: string | null;
  page: string;
  /** Names. */
  office: string;
  widget: string;
  createdAt: number;
  scheduledAt: number;
  doubts: readonly OrderDoubt[];
}

/** The mail that asks for a word; `link` leads to the page that takes it, until an instant. */
export function writeQuestion(
  question: OrderQuestion,
  link: { url: string; until: number },
  to: string,
): OutgoingMail {
  const { language, timeZone, phone, office } = question;
  const { question: texts } = MAIL_TEXTS[language];
  const parts = layOutMail({
    language,
    title: texts.title,
    color: '#14181f',
    rows: questionRows(question),
    lead: texts.lead(formatMailTime(language, timeZone, link.until)),
    link: { label: texts.open, url: link.url },
  });
  return { kind: 'mail', to, subject: `${texts.title}: ${phone} · ${office}`, ...parts };
}

/** Who is to be called, when, by what, and why anybody is asked. */
export function questionRows(question: OrderQuestion): MailRow[] {
  const { language, timeZone, createdAt, scheduledAt, doubts } = question;
  const texts = MAIL_TEXTS[language];
  const own = texts.question;
  const timeOf = (at: number) => formatMailTime(language, timeZone, at);
  return [
    [texts.client, question.phone],
    [texts.name, question.name],
    [own.wanted, scheduledAt <= createdAt ? own.soon : timeOf(scheduledAt)],
    [texts.office, question.office],
    [own.widget, question.widget],
    [own.ordered, timeOf(createdAt)],
    [own.doubt, doubts.map((doubt) => own.doubts[doubt]).join('; ')],
    [texts.comment, question.comment],
    [texts.page, question.page],
  ];
}
