import type { CallbackAccepted, CallbackView } from '../../shared/contract/callback.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { CALLBACKS_PATH, callbackLivePath, callbackPath, slotsPath } from '../../shared/paths.ts';
import type { Outcome, Transport } from '../api.ts';
import { listen } from '../boundary.ts';

const ORDER_TIMEOUT_MS = 10_000;
const STATUS_TIMEOUT_MS = 5000;
/** A line that does not stand by then is taken for none. */
const LINE_TIMEOUT_MS = 4000;
/** Nothing is drawn before it is known whether anything is to be, or that nobody will say. */
const SLOTS_TIMEOUT_MS = 3000;
const SLOTS_DAYS = 7;

/** Talks to the edge at `origin`, without cookies. */
export function createTransport(origin: string): Transport {
  return {
    order: (order, key) =>
      request(origin + CALLBACKS_PATH, isAccepted, ORDER_TIMEOUT_MS, {
        method: 'POST',
        headers: { 'idempotency-key': key, 'content-type': 'text/plain' },
        body: JSON.stringify(order),
      }),
    status: (id, token) => request(origin + callbackPath(id, token), isView, STATUS_TIMEOUT_MS),
    live(id, token, onView, onGone) {
      const socket = new WebSocket(origin.replace(/^http/, 'ws') + callbackLivePath(id, token));
      const ending = new AbortController();
      const life = { signal: ending.signal };
      const hangUp = () => {
        clearTimeout(timer);
        ending.abort();
        socket.close();
      };
      const lose = () => {
        hangUp();
        onGone();
      };
      const timer = setTimeout(lose, LINE_TIMEOUT_MS);
      const hear = ({ data }: MessageEvent) => {
        const view = parseJson(String(data));
        if (isView(view)) onView(view);
      };
      listen(socket, 'open', () => clearTimeout(timer), life);
      listen(socket, 'message', hear, life);
      listen(socket, 'close error', lose, life);
      return hangUp;
    },
    cancel: (id, token) =>
      request(origin + callbackPath(id, token), isViewOrNothing, ORDER_TIMEOUT_MS, { method: 'DELETE' }),
    reschedule: (id, token, when) =>
      request(origin + callbackPath(id, token), isView, ORDER_TIMEOUT_MS, {
        method: 'PATCH',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({ when }),
      }),
    slots: (widget) => request(origin + slotsPath(widget, SLOTS_DAYS), isSlots, SLOTS_TIMEOUT_MS),
  };
}

/** Never rejects. */
async function request<Value>(
  url: string,
  accepts: (body: unknown) => body is Value,
  timeoutMs: number,
  init?: RequestInit,
): Promise<Outcome<Value>> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      // What other scripts left on Object.prototype is no setting of this request.
      __proto__: null,
      ...init,
      credentials: 'omit',
      signal: controller.signal,
    } as RequestInit);
    const body = parseJson(await response.text());
    if (!response.ok) return readProblem(response.status, body);
    return accepts(body) ? { kind: 'ok', value: body } : { kind: 'lost', reason: 'bad_answer' };
  } catch {
    return { kind: 'lost', reason: controller.signal.aborted ? 'timeout' : 'network' };
  } finally {
    clearTimeout(timer);
  }
}

function readProblem(status: number, body: unknown): Outcome<never> {
  const { type = '', errors } = (body ?? {}) as { type?: unknown; errors?: FieldError[] };
  const code = String(type).replace(/.*\//, '');
  return { kind: 'refused', status, code, errors: Array.isArray(errors) ? errors : [] };
}

function isAccepted(body: unknown): body is CallbackAccepted {
  const accepted = body as Partial<CallbackAccepted> | null;
  return typeof accepted?.id === 'string' && typeof accepted.token === 'string';
}

function isView(body: unknown): body is CallbackView {
  const view = body as Partial<CallbackView> | null;
  return typeof view?.id === 'string' && typeof view.status === 'string' && Array.isArray(view.can);
}

function isViewOrNothing(body: unknown): body is CallbackView | null {
  return body === null || isView(body);
}

function isSlots(body: unknown): body is SlotsAnswer {
  const slots = body as Partial<SlotsAnswer> | null;
  return typeof slots?.zone === 'string' && Array.isArray(slots.days);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
