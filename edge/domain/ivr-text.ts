import type { Ivr } from '../../shared/contract/admin/ivr.ts';

/** What the voice can say of a callback (S1-55 to S1-59). */
export interface IvrValues {
  /** Name of the service. */
  service: string;
  /** What was ordered through: the title of the tool, else the name of the widget. */
  title: string;
  /** Name of the office. */
  dealer: string;
  /** Name the visitor gave, or empty. */
  person: string;
  /** Title of the tool that ordered, or empty. */
  form: string;
  /** `param1` to `param3` of the order. */
  params: Readonly<Record<string, string>>;
  connectDigit: string;
}

interface Phrases {
  invite: (digit: string) => string;
  waitForClient: string;
  waitForManager: string;
  tagged: string;
  moved: (when: string, digit: string) => string;
  person: (name: string) => string;
  comment: (text: string) => string;
  page: (title: string) => string;
  nothing: string;
  locale: string;
}

const PHRASES: Readonly<Record<Ivr['language'], Phrases>> = {
  ru: {
    invite: (digit) => `Чтобы соединиться с клиентом, нажмите ${digit}`,
    waitForClient: 'Ожидайте соединения с клиентом',
    waitForManager: 'Ожидайте соединения с менеджером',
    tagged: 'Отметка поставлена',
    moved: (when, digit) =>
      `Звонок перенесён: ${when}. Чтобы выбрать следующее время, нажмите ${digit} ещё раз`,
    person: (name) => `Клиента зовут ${name}`,
    comment: (text) => `Комментарий: ${text}`,
    page: (title) => `Страница: ${title}`,
    nothing: 'Клиент не оставил дополнительной информации',
    locale: 'ru-RU',
  },
  en: {
    invite: (digit) => `To be connected with the client, press ${digit}`,
    waitForClient: 'Please wait while we ring the client',
    waitForManager: 'Please hold while we ring the manager',
    tagged: 'The call is tagged',
    moved: (when, digit) => `The call is moved to ${when}. For the next free time, press ${digit} again`,
    person: (name) => `The client’s name is ${name}`,
    comment: (text) => `Comment: ${text}`,
    page: (title) => `Page: ${title}`,
    nothing: 'The client left no further information',
    locale: 'en-GB',
  },
};

const HAS_SOUND = /[\p{L}\p{N}]/u;

/**
 * Fills a template's `{{NAME}}` places: SERVICE, TITLE, DEALER, PERSON, FORM, PARAM1 to PARAM3, PAUSE (a full stop,
 * which every voice reads as a pause) and IVR, the invitation with the digit. An unknown name is left out. A `before`
 * text always invites, so that the manager never waits for an instruction that the template forgot.
 */
export function renderBefore(ivr: Ivr, values: IvrValues): string {
  const invitation = PHRASES[ivr.language].invite(values.connectDigit);
  const text = render(ivr.before, { ...named(values), IVR: invitation });
  return text.includes(invitation) ? text : tidy(`${text} ${invitation}`);
}

/** A text that would be silence is replaced by the language's own. */
export function renderAfter(ivr: Ivr, values: IvrValues): string {
  const text = render(ivr.after, named(values));
  return HAS_SOUND.test(text) ? text : PHRASES[ivr.language].waitForClient;
}

/** What the order says beside the phone (S1-43). */
export function renderInfo(
  { language }: Ivr,
  order: { person: string; comment: string; page: string },
): string {
  const { person, comment, page, nothing } = PHRASES[language];
  const parts = [
    order.person && person(order.person),
    order.comment && comment(order.comment),
    order.page && page(order.page),
  ].filter(Boolean);
  return tidy(parts.length > 0 ? `${parts.join('. ')}.` : nothing);
}

/** The time that the manager's digit moves the call to (S1-45), on the wall clock of the widget's zone. */
export function renderMoved({ language }: Ivr, at: number, timeZone: string, digit: string): string {
  const { moved, locale } = PHRASES[language];
  const when = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  return moved(when.format(at), digit);
}

export function renderTagged({ language }: Ivr): string {
  return PHRASES[language].tagged;
}

/** For a visitor who was called first. */
export function renderWait({ language }: Ivr): string {
  return PHRASES[language].waitForManager;
}

function named(values: IvrValues): Record<string, string> {
  const { param1 = '', param2 = '', param3 = '' } = values.params;
  return {
    SERVICE: values.service,
    TITLE: values.title,
    DEALER: values.dealer,
    PERSON: values.person,
    FORM: values.form,
    PARAM1: param1,
    PARAM2: param2,
    PARAM3: param3,
    PAUSE: '.',
  };
}

function render(template: string, values: Record<string, string>): string {
  return tidy(template.replace(/\{\{\s*([A-Z0-9]+)\s*\}\}/g, (_, name: string) => values[name] ?? ''));
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .trim();
}
