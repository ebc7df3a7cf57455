import { writeLetter } from './auth-mail.ts';
import type { OutgoingMail } from './ports.ts';

/** Invites somebody to an account. `by` is who does, null for a program; `link` leads to the page that asks them. */
export function writeInvitation({
  to,
  account,
  by,
  language,
  link,
}: {
  to: string;
  account: string;
  by: string | null;
  language: 'ru' | 'en';
  link: string;
}): OutgoingMail {
  const isRussian = language === 'ru';
  return writeLetter({
    to,
    language,
    link,
    hello: isRussian ? 'Здравствуйте!' : 'Hello!',
    subject: isRussian ? `Приглашение в кабинет «${account}»` : `An invitation to the account “${account}”`,
    lead: isRussian
      ? `${by === null ? 'Вас приглашают' : `${by} приглашает вас`} работать вместе в кабинете «${account}» сервиса Ringlet. Ссылка действует неделю; войдите с этим адресом почты или зарегистрируйтесь с ним.`
      : `${by === null ? 'You are invited' : `${by} invites you`} to work in the account “${account}” of Ringlet. The link holds for a week; sign in with this address, or register with it.`,
    button: isRussian ? 'Посмотреть приглашение' : 'See the invitation',
    footer: isRussian
      ? 'Если вы не знаете, от кого это, ничего не делайте: ничего не произойдёт.'
      : 'If you do not know whom this is from, do nothing: nothing will happen.',
  });
}
