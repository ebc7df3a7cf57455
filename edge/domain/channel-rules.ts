import type { ChannelInput } from '../../shared/contract/admin/channel.ts';
import type { Warning } from '../../shared/contract/admin/common.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { parseUrl } from '../../shared/parse-url.ts';

const TELEGRAM_NAME = /^@?([A-Za-z][A-Za-z0-9_]{3,31})$/;
const PHONE = /^\+[1-9]\d{6,14}$/;

/** What is wrong with a channel by itself, whatever else the account has. */
export function faultsOfChannel({ type, employee, group, address }: ChannelInput): FieldError[] {
  const faults: FieldError[] = [];
  if (employee !== null && group !== null) {
    const message = 'a channel belongs to one employee or to one group';
    faults.push({ path: 'group', code: 'conflict', message });
  }
  const wanted = address === null ? null : wantedAddress(type, address);
  if (wanted !== null) faults.push({ path: 'address', code: 'invalid_format', message: wanted });
  return faults;
}

function wantedAddress(type: ChannelInput['type'], address: string): string | null {
  if (type === 'whatsapp' || type === 'whatsapp_personal') {
    return PHONE.test(address) ? null : 'must be the telephone of the WhatsApp account, like +79161234567';
  }
  if (type === 'telegram') return TELEGRAM_NAME.test(address) ? null : 'must be a name, like @beresta';
  const url = parseUrl(address);
  return url?.protocol === 'https:' ? null : 'must be an https address';
}

/** Where people write; null while there is nothing to lead to (S4-22). `hosts` are those of its first site. */
export function linkOfChannel({ type, address }: ChannelInput, hosts: readonly string[]): string | null {
  const host = hosts.find((name) => !name.includes('*'));
  if (type === 'site') return address ?? (host === undefined ? null : `https://${host}/#ringlet`);
  if (address === null) return null;
  if (type === 'telegram') return `https://t.me/${TELEGRAM_NAME.exec(address)?.[1] ?? ''}`;
  return type === 'other' ? address : `https://wa.me/${address.slice(1)}`;
}

/** What is allowed and may not be meant. */
export function warningsOfChannel(channel: ChannelInput): Warning[] {
  const warnings: Warning[] = [];
  const warn = (code: string, path: string, message: string) => warnings.push({ code, path, message });
  if (channel.type === 'whatsapp_personal') {
    warn(
      'private_chats',
      'type',
      'A personal account brings its private chats as well: they would be read here, and written to the CRM (S4-23).',
    );
  }
  if (!channel.scenario.contactForm) {
    warn(
      'no_contact_form',
      'scenario.contactForm',
      'Without a contact form nobody knows who writes, and a CRM gets duplicates (S4-49).',
    );
  }
  if (channel.type !== 'site' && channel.integration === null) {
    warn('no_gateway', 'integration', 'Nothing carries its messages yet.');
  }
  if (channel.employee === null && channel.group === null) {
    warn('nobody_answers', 'employee', 'Nobody is named to answer.');
  }
  return warnings;
}
