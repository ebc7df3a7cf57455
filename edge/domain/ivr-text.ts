import type { Ivr } from '../../shared/contract/admin/widget.ts';

/** What the voice says to the manager (S1-55 to S1-58). */
export interface IvrValues {
  /** Name of the service. */
  service: string;
  /** Name of the widget. */
  title: string;
  /** Name of the office. */
  dealer: string;
  /** Name the visitor gave, or empty. */
  person: string;
  connectDigit: string;
}

const INVITATION: Record<Ivr['language'], (digit: string) => string> = {
  ru: (digit) => `Чтобы соединиться с клиентом, нажмите ${digit}`,
  en: (digit) => `To be connected with the client, press ${digit}`,
};

const WAIT: Record<Ivr['language'], string> = {
  ru: 'Ожидайте соединения с клиентом',
  en: 'Please wait while we ring the client',
};

/**
 * Fills a template's `{{NAME}}` places: SERVICE, TITLE, DEALER, PERSON, PAUSE (a full stop, which every voice
 * reads as a pause) and IVR, the invitation with the digit. An unknown name is left out. A `before` text always invites,
 * so that the manager never waits for an instruction that the template forgot.
 */
export function renderBefore(ivr: Ivr, values: IvrValues): string {
  const invitation = INVITATION[ivr.language](values.connectDigit);
  const text = render(ivr.before, { ...named(values), IVR: invitation });
  return text.includes(invitation) ? text : tidy(`${text} ${invitation}`);
}

/** A text that would be silence is replaced by the language's own. */
export function renderAfter(ivr: Ivr, values: IvrValues): string {
  const text = render(ivr.after, named(values));
  return /[\p{L}\p{N}]/u.test(text) ? text : WAIT[ivr.language];
}

function named(values: IvrValues): Record<string, string> {
  return {
    SERVICE: values.service,
    TITLE: values.title,
    DEALER: values.dealer,
    PERSON: values.person,
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
