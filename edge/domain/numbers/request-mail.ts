import type { NumberRequestInput } from '../../../shared/contract/admin/number-market.ts';
import { escapeHtml } from '../escape-html.ts';
import type { OutgoingMail } from '../ports.ts';

/** Tells the operator's sales people that an account wants numbers of a region that the stock has not got (S2-10). */
export function writeNumberRequest(
  to: string,
  request: NumberRequestInput & { account: string; name: string; by: string },
): OutgoingMail {
  const rows = [
    ['Account', `${request.name} (${request.account})`],
    ['Region', request.region],
    ['Numbers', String(request.count)],
    ['Comment', request.comment],
    ['Asked by', request.by],
  ] as const;
  const lines = rows.map(([name, value]) => `${name}: ${value}`);
  return {
    kind: 'mail',
    to,
    subject: `Numbers wanted: ${request.region}`,
    text: `${lines.join('\n')}\n`,
    html: `<!doctype html><meta charset="utf-8"><p>${lines.map(escapeHtml).join('<br>')}</p>`,
  };
}
