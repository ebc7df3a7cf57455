import type { LegRef } from '../../domain/ports.ts';

/** The parts of `POST /v1/telephony/{provider}/{integrationKey}/{hook}`. */
export const HOOKS = ['events', 'answer', 'gather', 'after', 'recording'] as const;
export type Hook = (typeof HOOKS)[number];

/** How a leg is called outside: `cb_0123456789abcdef:1:manager0`. */
export function legName({ callback, attempt, party, line }: LegRef): string {
  return `${callback}:${attempt}:${party}${line}`;
}

/** Where a provider tells of a leg. What is `extra` comes back with it. */
export function legAddress(
  place: { origin: string; provider: string; key: string },
  hook: Hook,
  { callback, attempt, party, line, widget }: LegRef,
  extra: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    cb: callback,
    attempt: String(attempt),
    leg: `${party}${line}`,
    widget,
    ...extra,
  });
  return `${place.origin}/v1/telephony/${place.provider}/${place.key}/${hook}?${query}`;
}

/** The leg that an address belongs to; null if it belongs to none, `bad` if it is damaged. */
export function readLegAddress(query: URLSearchParams, account: string): LegRef | 'bad' | null {
  const callback = query.get('cb');
  if (callback === null) return null;
  const attempt = query.get('attempt') ?? '';
  const [, party, line] = /^(manager|visitor)(\d{1,2})$/.exec(query.get('leg') ?? '') ?? [];
  const isId = /^cb_[0-9a-hjkmnp-tv-z]{16}$/.test(callback);
  if (!isId || !/^[1-9]\d{0,2}$/.test(attempt) || party === undefined) return 'bad';
  return {
    account,
    widget: query.get('widget') ?? '',
    callback,
    attempt: Number(attempt),
    party: party as LegRef['party'],
    line: Number(line),
  };
}
