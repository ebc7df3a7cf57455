import { fieldSql } from '../entity-store.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Consents are kept with the orders and requests that they were given for. */
export const consentRules: ResourceRules<'consents'> = {
  present:
    ({ sight }) =>
    (consent) => ({
      ...consent,
      phone: sight.phone(consent.phone),
      email: sight.email(consent.email),
      givenAt: new Date(consent.givenAt).toISOString(),
    }),
  condition: ({ sight }, field, value) =>
    field === 'phone' || field === 'email'
      ? sight.filter({ sql: `${fieldSql(field)} = ?`, values: [String(value)] })
      : null,
};
