import { escapeHtml } from './escape-html.ts';
import type { OutgoingMail } from './ports.ts';

export type AuthMailKind = 'confirm' | 'reset' | 'known';
type Language = 'ru' | 'en';

interface Words {
  subject: string;
  lead: string;
  button: string;
  footer: string;
}

const WORDS: Readonly<Record<Language, Readonly<Record<AuthMailKind, Words>>>> = {
  en: {
    confirm: {
      subject: 'Confirm your e-mail address',
      lead: 'One step is left: confirm that this address is yours. The link holds for 24 hours.',
      button: 'Confirm and sign in',
      footer: 'If you have not registered with Ringlet, do nothing: nothing will happen.',
    },
    reset: {
      subject: 'Choose a new password',
      lead: 'Somebody, most likely you, asked for a new password. The link holds for an hour.',
      button: 'Choose a password',
      footer: 'If it was not you, do nothing: your password stays as it is.',
    },
    known: {
      subject: 'You are registered already',
      lead: 'Somebody, most likely you, wanted to register with this address, which has an account already.',
      button: 'Sign in',
      footer: 'If you have forgotten your password, the page that opens lets you choose another.',
    },
  },
  ru: {
    confirm: {
      subject: 'Подтвердите адрес почты',
      lead: 'Остался один шаг: подтвердите, что это ваш адрес. Ссылка действует 24 часа.',
      button: 'Подтвердить и войти',
      footer: 'Если вы не регистрировались в Ringlet, ничего не делайте: ничего не произойдёт.',
    },
    reset: {
      subject: 'Выберите новый пароль',
      lead: 'Кто-то, скорее всего вы, попросил новый пароль. Ссылка действует час.',
      button: 'Выбрать пароль',
      footer: 'Если это были не вы, ничего не делайте: пароль останется прежним.',
    },
    known: {
      subject: 'Вы уже зарегистрированы',
      lead: 'Кто-то, скорее всего вы, хотел зарегистрироваться с этим адресом, но у него уже есть кабинет.',
      button: 'Войти',
      footer: 'Если вы забыли пароль, на открывшейся странице можно выбрать другой.',
    },
  },
};

/** A letter with one button. `link` is an address of this deployment; its secret is behind the `#`. */
export function writeAuthMail(
  kind: AuthMailKind,
  { to, name, language, link }: { to: string; name: string; language: Language; link: string },
): OutgoingMail {
  const hello = `${language === 'ru' ? 'Здравствуйте' : 'Hello'}, ${name}!`;
  return writeLetter({ to, language, link, hello, ...WORDS[language][kind] });
}

/** A short letter whose button is a link. All of it is shown as text, whoever wrote it. */
export function writeLetter({
  to,
  language,
  hello,
  link,
  subject,
  lead,
  button,
  footer,
}: Words & { to: string; language: Language; hello: string; link: string }): OutgoingMail {
  return {
    kind: 'mail',
    to,
    subject,
    text: `${[hello, '', lead, '', `${button}: ${link}`, '', footer].join('\n')}\n`,
    html:
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
      '<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#14181f;background:#ffffff">' +
      `<p style="margin:0 0 12px">${escapeHtml(hello)}</p><p style="margin:0 0 20px">${escapeHtml(lead)}</p>` +
      `<p style="margin:0 0 20px"><a href="${escapeHtml(link)}" style="display:inline-block;padding:10px 18px;` +
      `border-radius:8px;background:#1f5eff;color:#ffffff;text-decoration:none">${escapeHtml(button)}</a></p>` +
      `<p style="margin:0;font-size:13px;color:#57606f">${escapeHtml(footer)}</p></body></html>`,
  };
}

/** Tells the operator's sales people of a newcomer, who is to be asked about payment (S2-4). */
export function writeNewcomerMail(
  to: string,
  person: { name: string; email: string; phone: string; account: string },
): OutgoingMail {
  const rows = [
    ['Name', person.name],
    ['E-mail', person.email],
    ['Phone', person.phone],
    ['Account', person.account],
    ['Payment', 'to_discuss'],
  ] as const;
  const lines = rows.map(([name, value]) => `${name}: ${value}`);
  return {
    kind: 'mail',
    to,
    subject: `New customer: ${person.name}`,
    text: `${lines.join('\n')}\n`,
    html: `<!doctype html><meta charset="utf-8"><p>${lines.map(escapeHtml).join('<br>')}</p>`,
  };
}
