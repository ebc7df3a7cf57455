import type {
  CrmSection,
  CrmSectionName,
  CrmSettings,
  CrmVendor,
} from '../../../shared/contract/admin/crm-settings.ts';
import type { Rule } from '../../../shared/contract/admin/rule.ts';
import type { Calendar } from '../schedule/calendar.ts';
import type { CommunicationKind } from './communication.ts';

/** An employee as the rules of one CRM see them. */
export interface CrmPerson {
  id: string;
  name: string;
  /** Who they are in this CRM; null if they are not linked to anybody there. */
  user: string | null;
  /** Their own working hours, if they have any. */
  calendar: Calendar | null;
}

/** A connected CRM with all that decides what is written into it. */
export interface CrmSetup {
  vendor: CrmVendor;
  settings: CrmSettings;
  /** The refining rules of this CRM, in list order. */
  rules: readonly Rule[];
  people: ReadonlyMap<string, CrmPerson>;
  /** The integration's working hours (`settings.other.schedule`). */
  hours: Calendar | null;
  /** IANA: what dates are written in. */
  timeZone: string;
}

/** Why something was decided, in words for the owner. */
export interface Because {
  code: string;
  text: string;
}

const SECTION_OF: Record<CommunicationKind, CrmSectionName> = {
  call: 'calls',
  callback: 'calls',
  chat: 'chats',
  request: 'requests',
};

/** The section that a communication belongs to. */
export function sectionOf(
  { settings }: CrmSetup,
  kind: CommunicationKind,
): { name: CrmSectionName; section: CrmSection } {
  const name = SECTION_OF[kind];
  return { name, section: settings[name] };
}
