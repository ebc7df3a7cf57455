import type { RobocallNews } from '../../../domain/robocall/robocall-state.ts';
import { type Json, listOf, saying } from './zvonobot-client.ts';

/**
 * What `get` and the webhook tell of calls, by the vendor's id. States have no public names: what counts is whether it
 * was answered and is over; the vendor's own word is kept beside it.
 */
export function readCalls(data: unknown): Map<string, RobocallNews> {
  return new Map(
    listOf(data).flatMap((item) => {
      const id = idOf(item.id);
      return id === null ? [] : [[id, readCall(item)] as const];
    }),
  );
}

export function readCall(item: Json): RobocallNews {
  const legs = listOf(item.calls ?? []);
  const last = legs.at(-1) ?? {};
  const tell = (name: string) => last[name] ?? item[name];
  const answers = legs.map((leg) => instantOf(leg.answeredAt)).filter((at) => at !== null);
  const answeredAt = answers.length > 0 ? Math.min(...answers) : instantOf(item.answeredAt);
  const status = typeof item.status === 'string' && item.status !== '' ? item.status : null;
  const isRefused = idOf(item.id) === null || status === 'error';
  return {
    vendorCall: idOf(item.id),
    vendorStatus: status,
    answeredAt,
    finishedAt: instantOf(tell('finishedAt')),
    digit: digitOf(tell('ivrDigit')),
    recording: textOf(tell('recordPath')),
    cost: typeof tell('cost') === 'number' ? Number(tell('cost')) : null,
    refusal: isRefused ? saying(item) : null,
  };
}

export function idOf(value: unknown): string | null {
  return (typeof value === 'number' && value > 0) || (typeof value === 'string' && /^\d+$/.test(value))
    ? String(value)
    : null;
}

/** Unix seconds; 0 and empty are none. */
function instantOf(value: unknown): number | null {
  const seconds = Number(value ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

function digitOf(value: unknown): string | null {
  const text = String(value ?? '');
  return /^\d$/.test(text) ? text : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
