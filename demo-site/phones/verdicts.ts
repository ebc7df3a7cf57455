import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../../shared/contract/admin/call.ts';
import { listNewest } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import type { KnownLeg } from './telephones.ts';

/** A verdict follows the call by a moment; it is asked for so often, at most. */
const ATTEMPTS = 10;
const PAUSE_MS = 500;

/** Whose call the last one from each calling telephone was, in words, by the telephone's number. */
export function useVerdicts(session: BrowserSession, legs: readonly KnownLeg[]): ReadonlyMap<string, string> {
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, string>>(new Map());
  const dialled = legs.filter((leg) => leg.isCaller);
  const dialledIds = dialled.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (dialled.length === 0) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    const load = async (attempt: number) => {
      const answer = await listNewest<Call>(session, 'calls?provider=simulator');
      if (!isCurrent || answer.kind !== 'ok') return;
      const calls = answer.value;
      setVerdicts(newestVerdicts(calls));
      const isComplete = calls.length >= dialled.length && calls.every(({ verdict }) => verdict !== null);
      if (!isComplete && attempt < ATTEMPTS) timer = setTimeout(load, PAUSE_MS, attempt + 1);
    };
    void load(1);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [session, dialledIds]);
  return verdicts;
}

function newestVerdicts(calls: readonly Call[]): Map<string, string> {
  const verdicts = new Map<string, string>();
  for (const call of calls) {
    if (call.caller !== null && !verdicts.has(call.caller)) verdicts.set(call.caller, describe(call));
  }
  return verdicts;
}

function describe({ verdict, visitor, touch, candidates }: Call): string {
  const source = touch?.source ? `, source ${touch.source}` : '';
  switch (verdict) {
    case null:
      return 'Verdict: being found out';
    case 'ambiguous':
      return `Verdict: ambiguous, ${candidates.length} visitors`;
    default:
      return `Verdict: ${verdict}${visitor === null ? '' : `, visitor ${visitor.slice(0, 8)}…`}${source}`;
  }
}
