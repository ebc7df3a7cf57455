import type { Communication } from './communication.ts';
import { type Because, type CrmSetup, sectionOf } from './crm-setup.ts';
import { matches } from './match-conditions.ts';

/** Why a communication is not passed on to the CRM at all; null if it is. */
export function whyNotPassed(setup: CrmSetup, communication: Communication): Because | null {
  const { name, section } = sectionOf(setup, communication.kind);
  if (!section.isActive) {
    return { code: 'section_off', text: `The section “${name}” is not active.` };
  }
  if (name !== 'calls' && !setup.settings.other.isActive) {
    return { code: 'other_off', text: '“Integration is active” is off in the other settings.' };
  }
  const { channel } = communication;
  if (name !== 'calls' && channel && !section.channels.includes(channel.id)) {
    return { code: 'channel_not_ticked', text: `The channel “${channel.name}” is not ticked.` };
  }
  if (!matches(section.pass, communication)) {
    return { code: 'filtered', text: 'The filter of what is passed on does not let it through.' };
  }
  return null;
}
