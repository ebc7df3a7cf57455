import type { FieldError } from '../../shared/error-codes.ts';

/**
 * What is wrong with a list of ids that is to name each of these campaigns exactly once; `message` says so in words.
 * Paths begin with `order`.
 */
export function findOrderFaults(
  campaigns: { has(id: string): boolean; keys(): Iterable<string> },
  order: readonly string[],
  message: string,
): FieldError[] {
  const seen = new Set<string>();
  const faults: FieldError[] = order.flatMap((id, i) => {
    const code = !campaigns.has(id) ? 'unknown_reference' : seen.has(id) ? 'repeated' : null;
    seen.add(id);
    return code ? [{ path: `order.${i}`, code, message }] : [];
  });
  const missing = [...campaigns.keys()].filter((id) => !seen.has(id));
  if (missing.length > 0) {
    faults.push({ path: 'order', code: 'incomplete', message: `lacks ${missing.slice(0, 10).join(', ')}` });
  }
  return faults;
}
