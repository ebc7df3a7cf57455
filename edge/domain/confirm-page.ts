import { escapeHtml } from './escape-html.ts';
import { MAIL_TEXTS, type MailLanguage } from './mail-texts.ts';
import { type OrderQuestion, questionRows } from './order-question.ts';

const STYLE = `
body { margin: 0; padding: 2rem 1rem; font: 16px/1.5 system-ui, sans-serif; color: #14181f; background: #f4f5f7 }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem; background: #fff; border-radius: 12px }
h1 { margin: 0 0 1rem; font-size: 1.4rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; margin: 0 }
dt { color: #57606f } dd { margin: 0; overflow-wrap: anywhere }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 0 }
button { padding: .7rem 1.2rem; font: inherit; border: 1px solid #57606f; border-radius: 8px; background: #fff; color: inherit; cursor: pointer }
button[value=confirm] { border-color: #0d6b4f; background: #0d6b4f; color: #fff }
p { margin: 1.5rem 0 0; font-weight: 600 }
@media (prefers-color-scheme: dark) {
  body { color: #e8eaee; background: #14181f } main { background: #1f252e } dt { color: #a9b1bd }
  button { background: none }
}`;

/**
 * The page of one order: what is asked, and two buttons while there is something to decide, else what became of it. It
 * has no script; `nonce` is what its policy knows its style by.
 */
export function renderConfirmPage(question: OrderQuestion, nonce: string): string {
  const { language } = question;
  const { question: texts } = MAIL_TEXTS[language];
  const rows = questionRows(question)
    .filter(([, value]) => value)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value ?? '')}</dd>`);
  const button = (word: 'confirm' | 'decline') =>
    `<button name="word" value="${word}">${escapeHtml(texts[word])}</button>`;
  const end =
    question.status === 'needs_confirmation'
      ? `<form method="post">${button('confirm')}${button('decline')}</form>`
      : `<p role="status">${escapeHtml(tellEnd(question))}</p>`;
  return renderPage({ language, title: texts.title, body: `<dl>${rows.join('')}</dl>${end}`, nonce });
}

/** For a link that leads nowhere, or nowhere any more. */
export function renderNoQuestion(language: MailLanguage, nonce: string): string {
  const { question: texts } = MAIL_TEXTS[language];
  const body = `<p role="status">${escapeHtml(texts.unknown)}</p>`;
  return renderPage({ language, title: texts.title, body, nonce });
}

function tellEnd({ language, status, reason }: OrderQuestion): string {
  const { question: texts, reasons } = MAIL_TEXTS[language];
  if (status === 'expired') return texts.expired;
  if (status === 'cancelled') return reason === 'cancelled_by_visitor' ? texts.cancelled : texts.declined;
  if (status === 'failed') return `${texts.failed}: ${reason ? reasons[reason] : '—'}`;
  return texts.confirmed;
}

function renderPage(page: { language: MailLanguage; title: string; body: string; nonce: string }): string {
  const title = escapeHtml(page.title);
  return (
    `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8"><title>${title}</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<style nonce="${page.nonce}">${STYLE}</style></head>` +
    `<body><main><h1>${title}</h1>${page.body}</main></body></html>`
  );
}
