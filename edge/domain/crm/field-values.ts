import type { CrmRuleFields } from '../../../shared/contract/admin/crm-fields.ts';

type FieldType = NonNullable<CrmRuleFields['fields']>[number]['type'];

/**
 * The text as a field of that type takes it, or null if it cannot be read as one (S4-46): whole numbers, numbers with a
 * point, `true` and `false`, `2026-12-01`.
 */
export function readFieldValue(type: FieldType, text: string): string | null {
  switch (type) {
    case 'integer':
      return /^[-+]?\d{1,15}$/.test(text) ? String(Number(text)) : null;
    case 'double':
      return /^[-+]?\d{1,15}([.,]\d{1,10})?$/.test(text) ? String(Number(text.replace(',', '.'))) : null;
    case 'boolean':
      return /^(true|1|yes|y)$/i.test(text) ? 'true' : /^(false|0|no|n|none)$/i.test(text) ? 'false' : null;
    case 'date': {
      const date = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
      return date !== undefined && !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? date : null;
    }
    case 'string':
    case 'enumeration':
      return text;
    default: {
      const never: never = type;
      throw new Error(`no type of a field: ${String(never)}`);
    }
  }
}
