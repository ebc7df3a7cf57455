import type { ComponentType } from 'preact';
import type { BrowserSession } from '../../browser-session.ts';

/** Headings under which kinds stand, in their order. */
export const GROUPS = {
  telephony: 'Telephony',
} as const;
export type GroupName = keyof typeof GROUPS;

export interface KindPageProps {
  session: BrowserSession;
  onUnauthorized(): void;
}

/** Something that an account can be connected with: a card among the integrations, and a page of its own. */
export interface IntegrationKind {
  /** In the address: `#/integrations/twilio`. */
  slug: string;
  group: GroupName;
  name: string;
  /** One sentence on what it is for. */
  about: string;
  /** Below the heading, which the frame writes. */
  Page: ComponentType<KindPageProps>;
}
