import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { CALLBACKS_PATH, slotsPath } from '../../shared/paths.ts';
import type { Outcome, Transport } from '../api.ts';

/** Nobody waits longer for what became of an order, or of a change of one. */
export const ORDER_TIMEOUT_MS = 10_000;
/** Nothing is drawn before it is known whether anything is to be, or that nobody will say. */
const SLOTS_TIMEOUT_MS = 3000;
const SLOTS_DAYS = 7;

/** Asks the edge at `origin`, without cookies, for hours and calls; how calls go on, `createLine` asks. */
export function createTransport(origin: string): Pick<Transport, 'order' | 'slots'> {
  return {
    order: (order, key) =>
      request<CallbackAccepted>(origin + CALLBACKS_PATH, ORDER_TIMEOUT_MS, hasTexts('id', 'token'), {
        method: 'POST',
        headers: { 'idempotency-key': key, 'content-type': 'text/plain' },
        body: JSON.stringify(order),
      }),
    slots: (widget) =>
      request<SlotsAnswer>(origin + slotsPath(widget, SLOTS_DAYS), SLOTS_TIMEOUT_MS, (body) =>
        Array.isArray((body as SlotsAnswer | null)?.days),
      ),
  };
}

/** Whether a body has these properties, as texts: then the edge wrote it. */
export function hasTexts(...names: string[]): (body: unknown) => boolean {
  return (body) =>
    names.every((name) => typeof (body as Record<string, unknown> | null)?.[name] === 'string');
}

/** Never rejects. A body that `accepts` does not know is no answer. */
export async function request<Value>(
  url: string,
  timeoutMs: number,
  accepts: (body: unknown) => boolean,
  init?: RequestInit,
): Promise<Outcome<Value>> {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    // What other scripts left on Object.prototype is no setting of this request.
    const settings = { __proto__: null, ...init, credentials: 'omit', signal } as RequestInit;
    const response = await fetch(url, settings);
    const body = parseJson(await response.text());
    if (!response.ok) return readProblem(response.status, body);
    return accepts(body) ? { kind: 'ok', value: body as Value } : { kind: 'lost', reason: 'bad_answer' };
  } catch {
    return { kind: 'lost', reason: signal.aborted ? 'timeout' : 'network' };
  } finally {
    clearTimeout(timer);
  }
}

function readProblem(status: number, body: unknown): Outcome<never> {
  const { type = '', errors } = (body ?? {}) as { type?: unknown; errors?: FieldError[] };
  const code = String(type).replace(/.*\//, '');
  return { kind: 'refused', status, code, errors: Array.isArray(errors) ? errors : [] };
}

/** Null for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
