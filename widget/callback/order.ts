import type { CallbackOrder } from '../../shared/contract/callback.ts';
import type { WidgetHost } from './host.ts';

export interface OrderFacts {
  phone: string;
  office: string | null;
  name: string | null;
  comment?: string | null;
  /** `now` or an ISO instant. */
  when: string;
  lang: string;
  /** Version of the text that the visitor agreed to. */
  consentText: string;
  /** What stands in the field that people do not see. */
  trap: string;
  /** How long the card has been open. */
  openedMs: number;
}

/** The order as the contract wants it, with where and how this visit stands. */
export function buildOrder(
  host: Pick<WidgetHost, 'site' | 'widget' | 'visitContext'>,
  facts: OrderFacts,
): CallbackOrder {
  const { lease, touch, page, tool = null } = host.visitContext();
  const { phone, office, name, comment = null, when, lang, consentText, trap, openedMs } = facts;
  return {
    site: host.site,
    widget: host.widget.hash,
    tool,
    lease,
    phone,
    when,
    office,
    name,
    comment,
    extra: {},
    lang,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    consent: { text: consentText, given: true },
    page,
    touch,
    hp: trap,
    openedMs: Math.min(Math.max(0, Math.round(openedMs)), 86_400_000),
  };
}

/** An Idempotency-Key. Pages without HTTPS have no `randomUUID`. */
export function mintKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
