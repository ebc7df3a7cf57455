import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Draft, Faults } from './machine.ts';
import { phoneRules, readPhone } from './phone-entry.ts';

export type CheckedDraft = { kind: 'order'; phone: string } | { kind: 'faulty'; faults: Faults };

/** Looks at what was filled in before it is sent; `asksConsent` is false where the owner shows no such box. */
export function checkDraft(draft: Draft, widget: PublicWidget, asksConsent: boolean): CheckedDraft {
  const entry = readPhone(draft.phone, phoneRules(widget, draft.country));
  const { officeChoice } = widget.behaviour;
  const lacksOffice = officeChoice === 'forced' && widget.offices.length > 1 && draft.office === null;
  const faults: Faults = {
    ...(entry.kind === 'fault' && { phone: entry.fault }),
    ...(lacksOffice && { office: true as const }),
    ...(asksConsent && !draft.hasAgreed && { consent: true as const }),
  };
  if (entry.kind === 'phone' && Object.keys(faults).length === 0) return { kind: 'order', phone: entry.e164 };
  return { kind: 'faulty', faults };
}
