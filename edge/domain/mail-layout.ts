import { escapeHtml } from './escape-html.ts';
import { MAIL_TEXTS, type MailLanguage } from './mail-texts.ts';

/** A name and what it is; what is null or empty is left out. */
export type MailRow = [name: string, value: string | null];

/** What every mail of ours is made of. All of it is shown as text, whoever wrote it. */
export interface MailLayout {
  language: MailLanguage;
  title: string;
  /** Of the title in the HTML part. */
  color: '#0d6b4f' | '#b3261e' | '#14181f';
  rows: readonly MailRow[];
  /** Says what the link below it is for. */
  lead?: string;
  link?: { label: string; url: string };
}

/** The text part and the HTML part. */
export function layOutMail(layout: MailLayout): { text: string; html: string } {
  const rows = layout.rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== '');
  return { text: renderText(layout, rows), html: renderHtml(layout, rows) };
}

/** An instant (epoch ms) as the mail's readers write it. */
export function formatMailTime(language: MailLanguage, timeZone: string, at: number): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(MAIL_TEXTS[language].locale, style).format(at);
}

function renderText({ language, title, lead, link }: MailLayout, rows: [string, string][]): string {
  const lines = [title, '', ...rows.map(([name, value]) => `${name}: ${value}`), ''];
  if (lead) lines.push(lead, '');
  if (link) lines.push(`${link.label}:`, link.url, '');
  return `${[...lines, MAIL_TEXTS[language].footer].join('\n')}\n`;
}

/** Tables and styles in the elements: what every mail program can show. */
function renderHtml(layout: MailLayout, rows: [string, string][]): string {
  const { language, title, color, lead, link } = layout;
  const cell = 'padding:6px 16px 6px 0;vertical-align:top;';
  const lines = rows.map(
    ([name, value]) =>
      `<tr><th style="${cell}text-align:left;font-weight:400;color:#57606f">${escapeHtml(name)}</th>` +
      `<td style="${cell}">${escapeHtml(value)}</td></tr>`,
  );
  const button = 'display:inline-block;padding:10px 18px;border-radius:8px;background:#0d6b4f;color:#ffffff';
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
    '<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#14181f;background:#ffffff">' +
    `<h1 style="margin:0 0 12px;font-size:20px;color:${color}">${escapeHtml(title)}</h1>` +
    `<table style="border-collapse:collapse">${lines.join('')}</table>` +
    (lead ? `<p style="margin:20px 0 0">${escapeHtml(lead)}</p>` : '') +
    (link
      ? `<p style="margin:20px 0 0"><a href="${escapeHtml(link.url)}" target="_blank" rel="noopener noreferrer" style="${button}">${escapeHtml(link.label)}</a></p>`
      : '') +
    `<p style="margin:20px 0 0;font-size:13px;color:#57606f">${escapeHtml(MAIL_TEXTS[language].footer)}</p>` +
    '</body></html>'
  );
}
