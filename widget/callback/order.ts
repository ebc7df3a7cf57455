import type { CallbackOrder } from '../../shared/contract/callback.ts';
import type { WidgetHost } from './host.ts';

/** What of an order does not follow from where it is placed. */
export type OrderFacts = Pick<
  CallbackOrder,
  'phone' | 'office' | 'name' | 'comment' | 'when' | 'lang' | 'hp'
> & {
  /** Version of the text that the visitor agreed to. */
  consentText: string;
  /** How long the card has been open. */
  openedMs: number;
};

/** The order as the contract wants it, with where and how this visit stands. */
export function buildOrder(
  { site, widget, visitContext }: Pick<WidgetHost, 'site' | 'widget' | 'visitContext'>,
  { consentText, openedMs, ...facts }: OrderFacts,
): CallbackOrder {
  return {
    tool: null,
    ...visitContext(),
    ...facts,
    site,
    widget: widget.hash,
    extra: {},
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    consent: { text: consentText, given: true },
    openedMs: Math.min(Math.max(0, Math.round(openedMs)), 86_400_000),
  };
}

/** An Idempotency-Key. Pages without HTTPS have no `randomUUID`. */
export function mintKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return bytes.reduce((key, byte) => key + (byte + 256).toString(16).slice(1), '');
}
