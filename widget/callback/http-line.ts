import type { CallbackView } from '../../shared/contract/callback.ts';
import { callbackLivePath, callbackPath } from '../../shared/paths.ts';
import type { Transport } from '../api.ts';
import { listen } from '../boundary.ts';
import { hasTexts, ORDER_TIMEOUT_MS, parseJson, request } from './http-transport.ts';

const STATUS_TIMEOUT_MS = 5000;
/** A line that does not stand by then is taken for none. */
const LINE_TIMEOUT_MS = 4000;

/** Asks the edge at `origin`, without cookies, how a call goes on, and for other ways of it. */
export function createLine(origin: string): Omit<Transport, 'order' | 'slots'> {
  return {
    status: (id, token) => request(origin + callbackPath(id, token), STATUS_TIMEOUT_MS, isView),
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
      request(origin + callbackPath(id, token), ORDER_TIMEOUT_MS, (body) => body === null || isView(body), {
        method: 'DELETE',
      }),
    reschedule: (id, token, when) =>
      request(origin + callbackPath(id, token), ORDER_TIMEOUT_MS, isView, {
        method: 'PATCH',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({ when }),
      }),
  };
}

const hasViewTexts = hasTexts('id', 'status');

function isView(body: unknown): body is CallbackView {
  return hasViewTexts(body) && Array.isArray((body as Partial<CallbackView>).can);
}
