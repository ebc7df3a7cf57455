type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * The smallest RFC 7396 merge patch that turns `before` into `after`; null if they are equal. Lists are replaced
 * whole, and a key that is gone becomes null.
 */
export function mergePatchOf(before: object, after: object): object | null {
  const patch: Record<string, Json> = {};
  const old = before as Record<string, Json | undefined>;
  const next = after as Record<string, Json | undefined>;
  for (const key of new Set([...Object.keys(old), ...Object.keys(next)])) {
    const [from, to] = [old[key], next[key]];
    if (to === undefined) {
      if (from !== undefined) patch[key] = null;
    } else if (isObject(from) && isObject(to)) {
      const inner = mergePatchOf(from, to);
      if (inner) patch[key] = inner as Json;
    } else if (JSON.stringify(from) !== JSON.stringify(to)) {
      patch[key] = to;
    }
  }
  return Object.keys(patch).length > 0 ? patch : null;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
