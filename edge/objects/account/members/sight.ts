import type { PrivacyRules } from '../../../../shared/contract/admin/account.ts';
import { maskEmail, maskPhone, maskPhonesIn } from '../../../domain/privacy/mask.ts';
import { type Reach, type Rights, reachOf } from '../../../domain/rights.ts';
import type { EntityCondition, EntityStore } from '../entity-store.ts';

/** Stands for no entity: then the right for all is needed. */
const OF_NO_CALL = '';

/**
 * What whoever asks may see of visitors (S2-82). Telephones are hidden call by call, or all of them by a setting of the
 * account; `calls:hide` sees them all the same. Recordings need `calls:download`. Of a call the right for that one is
 * enough; of anything else it needs the right for all.
 */
export class Sight {
  readonly #phones: Reach;
  readonly #recordings: Reach;
  readonly #hidesAll: boolean;
  readonly #entities: EntityStore;

  constructor(rights: Rights, { hidePhones }: PrivacyRules, entities: EntityStore) {
    this.#phones = reachOf(rights, 'calls:hide');
    this.#recordings = reachOf(rights, 'calls:download');
    this.#hidesAll = hidePhones;
    this.#entities = entities;
  }

  /** The telephone (E.164) of a call, or of something else, as it is shown. `isHidden` is the call's own. */
  phone<T extends string | null>(phone: T, isHidden = false, call = OF_NO_CALL): T | string {
    return phone === null || !this.#isBlind(isHidden, call) ? phone : maskPhone(phone);
  }

  email<T extends string | null>(email: T): T | string {
    return email === null || !this.#isBlind(false, OF_NO_CALL) ? email : maskEmail(email);
  }

  /** Whether the caller of a call, by its id, is hidden from them. */
  hidesCall(call: string): boolean {
    return this.#isBlind(this.#entities.get('calls', call)?.hidden ?? false, call);
  }

  /** A text that may have telephones in it, about a call or a callback. */
  text<T extends string | null>(text: T, about: string): T | string {
    return text === null || !this.hidesCall(about) ? text : maskPhonesIn(text);
  }

  /** Where a recording is, as it is shown. */
  recording(url: string | null, call = OF_NO_CALL): string | null {
    return holds(this.#recordings, call) ? url : null;
  }

  /** A filter by a telephone finds nothing that is hidden: it would tell what it is. `sql` is the filter itself. */
  filter({ sql, values }: EntityCondition): EntityCondition | null {
    if (this.#phones === 'all') return null;
    if (this.#hidesAll) return { sql: '0', values: [] };
    return { sql: `${sql} AND coalesce(json_extract(body, '$.hidden'), 0) = 0`, values };
  }

  #isBlind(isHidden: boolean, call: string): boolean {
    return (isHidden || this.#hidesAll) && !holds(this.#phones, call);
  }
}

function holds(reach: Reach, id: string): boolean {
  return reach === 'all' || reach.has(id);
}
