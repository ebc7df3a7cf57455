import type { Account } from '../../shared/contract/admin/account.ts';
import type { OrderDoubt } from '../../shared/contract/callback.ts';
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
  /** About an order that nobody is called for before a manager has said so. */
  question: QuestionTexts;
  /** Why this mail was sent. */
  footer: string;
}

/** The words of the mail that asks a manager, and of the page that its link opens. */
export interface QuestionTexts {
  title: string;
  widget: string;
  wanted: string;
  soon: string;
  ordered: string;
  doubt: string;
  doubts: Readonly<Record<OrderDoubt, string>>;
  lead(until: string): string;
  open: string;
  confirm: string;
  decline: string;
  confirmed: string;
  declined: string;
  cancelled: string;
  expired: string;
  failed: string;
  unknown: string;
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
  question: {
    title: 'Подтвердите заказ звонка',
    widget: 'Виджет',
    wanted: 'Когда позвонить',
    soon: 'как можно скорее',
    ordered: 'Заказан',
    doubt: 'Почему спрашиваем',
    doubts: {
      quick: 'заказ отправлен быстрее, чем это может сделать человек',
      sender: 'с этого адреса пришло много заказов',
      range: 'много заказов на близкие номера',
      caps: 'достигнут предел звонков виджета или аккаунта',
      signal: 'заказ вызвал сомнения при проверке',
      unreachable: 'заказ не удалось проверить',
    },
    lead: (until) => `Пока вы не подтвердите заказ, звонка не будет. Ссылка действует до ${until}.`,
    open: 'Посмотреть и решить',
    confirm: 'Позвонить клиенту',
    decline: 'Отклонить заказ',
    confirmed: 'Заказ подтверждён.',
    declined: 'Заказ отклонён, звонка не будет.',
    cancelled: 'Клиент отменил заказ.',
    expired: 'Заказ никто не подтвердил вовремя, и он истёк.',
    failed: 'Позвонить не удалось',
    unknown: 'Ссылка недействительна или устарела.',
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
  question: {
    title: 'Confirm a call',
    widget: 'Widget',
    wanted: 'To be called',
    soon: 'as soon as possible',
    ordered: 'Ordered',
    doubt: 'Why we ask',
    doubts: {
      quick: 'the order was sent quicker than a person can',
      sender: 'many orders came from this address',
      range: 'there were many orders to numbers like this',
      caps: 'the widget or the account has had its share of calls',
      signal: 'a check of the order had doubts',
      unreachable: 'the order could not be checked',
    },
    lead: (until) => `Nobody is called before you confirm. The link works until ${until}.`,
    open: 'Look and decide',
    confirm: 'Call the client',
    decline: 'Decline the order',
    confirmed: 'The order is confirmed.',
    declined: 'The order is declined, nobody is called.',
    cancelled: 'The client has cancelled the order.',
    expired: 'Nobody confirmed the order in time, and it has expired.',
    failed: 'The call failed',
    unknown: 'The link is not valid, or has expired.',
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
