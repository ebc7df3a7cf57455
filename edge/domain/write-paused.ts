import type { PauseCause } from '../../shared/contract/admin/event.ts';
import { layOutMail } from './mail-layout.ts';
import type { MailLanguage } from './mail-texts.ts';
import type { OutgoingMail } from './ports.ts';

interface PausedTexts {
  title: string;
  webhook: string;
  address: string;
  lead: Record<PauseCause, string>;
}

const TEXTS: Record<MailLanguage, PausedTexts> = {
  en: {
    title: 'A webhook was paused',
    webhook: 'Webhook',
    address: 'Address',
    lead: {
      failing:
        'Nothing has arrived there for three days. What is to be sent waits for 30 days: resume the webhook once it works again.',
      gone: 'It answered that nobody wants anything more there (410). Resume the webhook if that is not so.',
    },
  },
  ru: {
    title: 'Вебхук приостановлен',
    webhook: 'Вебхук',
    address: 'Адрес',
    lead: {
      failing:
        'Туда ничего не доходит уже три дня. Неотправленное ждёт 30 дней: возобновите вебхук, когда он снова заработает.',
      gone: 'Он ответил, что туда больше ничего не нужно (410). Если это не так, возобновите вебхук.',
    },
  },
};

/** The mail to an owner of an account one of whose webhooks has paused itself. */
export function writePaused(
  {
    language,
    name,
    address,
    cause,
  }: { language: MailLanguage; name: string; address: string; cause: PauseCause },
  to: string,
): OutgoingMail {
  const { title, lead, ...labels } = TEXTS[language];
  const rows: [string, string][] = [
    [labels.webhook, name],
    [labels.address, address],
  ];
  const parts = layOutMail({ language, title, color: '#b3261e', rows, lead: lead[cause] });
  return { kind: 'mail', to, subject: `${title}: ${name}`, ...parts };
}
