import type { Json } from './autocrm-client.ts';

/** Readers of what may be missing, a number, or a number as text. */

export function listOf(result: unknown): Json[] {
  const list = Array.isArray(result) ? result : [];
  return list.filter((item): item is Json => typeof item === 'object' && item !== null);
}

export function objectOf(result: unknown): Json {
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? (result as Json) : {};
}

/** Null for what is none. */
export function idOf(value: unknown): string | null {
  return (typeof value === 'number' && value > 0) || (typeof value === 'string' && /^\d+$/.test(value))
    ? String(value)
    : null;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
