import type { PrivacyAction, PrivacyLine } from '../../shared/contract/admin/privacy.ts';

/** Asks an object for what it keeps of the person with a telephone. */
export interface PersonArgs {
  action: PrivacyAction;
  /** E.164. */
  phone: string;
  /** Of an export: rows that were read before. */
  skip: number;
}

export interface PersonAnswer {
  /** By table; of this call alone. */
  lines: Omit<PrivacyLine, 'object'>[];
  /** Of an export: the rows. */
  rows: { table: string; row: Record<string, unknown> }[];
  /** True if it has to be asked once more at once. */
  isMore: boolean;
  /** True if something is kept only until a call is over; to be asked again later. */
  isBusy: boolean;
}

/** Objects that keep something of visitors. */
export interface PersonRpc {
  person(args: PersonArgs): Promise<PersonAnswer>;
}
