import type { Account } from '../../shared/contract/admin/account.ts';
import type { NoticeReason } from './notices.ts';

/** Languages that mails are written in. */
export type MailLanguage = 'ru' | 'en';

/** The words of mails in one language. Nothing in them is HTML. */
export interface MailTexts {
  locale: string;
  success: string;
  failure: string;
  inboundSuccess: string;
  inboundFailure: string;
  office: string;
  client: string;
  hiddenNumber: string;
  name: string;
  comment: string;
  time: string;
  attempt: string;
  talk: string;
  reason: string;
  page: string;
  number: string;
  nextAttempt: string;
  /** How long a talk was, in whole seconds. */
  duration(seconds: number): string;
  reasons: Readonly<Record<NoticeReason, string>>;
  /** Why this mail was sent. */
  footer: string;
}

const RU: MailTexts = {
  locale: 'ru-RU',
  success: 'Состоявшийся звонок',
  failure: 'Несостоявшийся звонок',
  inboundSuccess: 'Принятый звонок',
  inboundFailure: 'Пропущенный звонок',
  office: 'Офис',
  client: 'Клиент',
  hiddenNumber: 'номер скрыт',
  name: 'Имя',
  comment: 'Комментарий',
  time: 'Время',
  attempt: 'Попытка',
  talk: 'Разговор',
  reason: 'Причина',
  page: 'Страница',
  number: 'Набранный номер',
  nextAttempt: 'Следующая попытка',
  duration: (seconds) =>
    seconds < 60 ? `${seconds} с` : `${Math.floor(seconds / 60)} мин ${seconds % 60} с`,
  reasons: {
    no_answer_manager: 'менеджер не ответил',
    no_answer_visitor: 'клиент не ответил',
    busy_manager: 'у менеджера занято',
    busy_visitor: 'у клиента занято',
    declined: 'менеджер ответил, но не соединился с клиентом',
    invalid_number: 'такого номера нет',
    blocked: 'номер заблокирован',
    caps: 'превышен предел звонков',
    no_hours: 'нет рабочего времени, в которое можно звонить клиенту',
    provider: 'сбой у оператора связи',
    unknown_outcome: 'исход звонка неизвестен',
    cancelled_by_manager: 'отменён менеджером',
    cancelled_by_visitor: 'отменён клиентом',
    missed: 'никто не ответил',
    short: 'разговор был слишком коротким',
    expired: 'заказ никто не подтвердил',
  },
  footer: 'Это письмо пришло, потому что ваш адрес указан в оповещениях офиса.',
};

const EN: MailTexts = {
  locale: 'en-GB',
  success: 'Successful call',
  failure: 'Unsuccessful call',
  inboundSuccess: 'Answered call',
  inboundFailure: 'Missed call',
  office: 'Office',
  client: 'Client',
  hiddenNumber: 'number withheld',
  name: 'Name',
  comment: 'Comment',
  time: 'Time',
  attempt: 'Attempt',
  talk: 'Talk',
  reason: 'Reason',
  page: 'Page',
  number: 'Number dialled',
  nextAttempt: 'Next attempt',
  duration: (seconds) =>
    seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  reasons: {
    no_answer_manager: 'the manager did not answer',
    no_answer_visitor: 'the client did not answer',
    busy_manager: 'the manager’s line was busy',
    busy_visitor: 'the client’s line was busy',
    declined: 'the manager answered and was not put through',
    invalid_number: 'there is no such number',
    blocked: 'the number is blocked',
    caps: 'too many calls',
    no_hours: 'there is no working time in which the client may be called',
    provider: 'the telephone provider failed',
    unknown_outcome: 'nobody knows how the call ended',
    cancelled_by_manager: 'cancelled by the manager',
    cancelled_by_visitor: 'cancelled by the client',
    missed: 'nobody answered',
    short: 'the talk was too short',
    expired: 'nobody confirmed the order',
  },
  footer: 'You get this mail because your address stands in the notifications of the office.',
};

export const MAIL_TEXTS: Readonly<Record<MailLanguage, MailTexts>> = { ru: RU, en: EN };

const RUSSIAN: readonly string[] = ['RU', 'BY', 'KZ', 'KG'];

/** The language of an account's mails: as it is set, else what is spoken in its country (ISO 3166). */
export function mailLanguageOf({ country, mail }: Pick<Account, 'country' | 'mail'>): MailLanguage {
  if (mail.language !== 'auto') return mail.language;
  return RUSSIAN.includes(country) ? 'ru' : 'en';
}
