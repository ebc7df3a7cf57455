import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CrmCondition, CrmFilter, CrmParam } from '../../../shared/contract/admin/crm-condition.ts';
import type { Communication } from './communication.ts';

/** Whether any of the groups holds; none at all always do. */
export function matches(filter: CrmFilter, communication: Communication): boolean {
  return filter.length === 0 || filter.some(({ all }) => all.every((one) => holds(one, communication)));
}

function holds({ param, is, values }: CrmCondition, communication: Communication): boolean {
  const own = valuesOf(param, communication).map((value) => value.toLowerCase());
  const isAmong = values.some((value) => own.includes(value.toLowerCase()));
  return is === 'allowed' ? isAmong : !isAmong;
}

/** What a communication has of a param: nothing, one value, or several tags. */
function valuesOf(param: CrmParam, communication: Communication): string[] {
  const { touch } = communication;
  switch (param) {
    case 'site':
    case 'campaign':
    case 'office':
    case 'widget':
    case 'channel':
      return known(communication[param]?.id);
    case 'employee':
      return known(communication.responsible);
    case 'channel_type':
      return known(communication.channel?.type);
    case 'tool':
    case 'kind':
    case 'direction':
      return known(communication[param]);
    case 'number':
      return known(communication.calledNumber);
    case 'country':
      return known(countryOf(communication.contact.phones[0]));
    case 'utm_source':
      return known(touch?.source);
    case 'utm_medium':
      return known(touch?.medium);
    case 'utm_campaign':
      return known(touch?.campaign);
    case 'utm_content':
      return known(touch?.content);
    case 'utm_term':
      return known(touch?.term);
    case 'source_type':
      return known(touch?.type);
    case 'tag':
      return communication.tags;
    case 'result':
      return communication.success === null ? [] : [communication.success ? 'success' : 'failed'];
    default: {
      const never: never = param;
      throw new Error(`no param: ${String(never)}`);
    }
  }
}

function known(value: string | null | undefined): string[] {
  return value === null || value === undefined || value === '' ? [] : [value];
}

function countryOf(phone: string | undefined): string | undefined {
  return phone === undefined ? undefined : parsePhoneNumberFromString(phone)?.country;
}
