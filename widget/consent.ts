import type { ConsentMode } from '../shared/contract/fields.ts';

export function isConsentMode(value: unknown): value is ConsentMode {
  return value === 'none' || value === 'memory' || value === 'full';
}

/** What the tag says wins over what the site says; a misspelt tag says nothing. */
export function initialConsent(tagValue: string | null, siteDefault: ConsentMode): ConsentMode {
  return isConsentMode(tagValue) ? tagValue : siteDefault;
}

/** Only `full` may leave anything in the browser, and only it knows a visitor. */
export function mayStore(mode: ConsentMode): boolean {
  return mode === 'full';
}

/** `none` sends nothing at all. */
export function mayAsk(mode: ConsentMode): boolean {
  return mode !== 'none';
}
