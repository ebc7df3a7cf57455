import {
  BEARER_PROTOCOL_PREFIX,
  SIMULATOR_PROTOCOL,
  type SimulatorGesture,
  type SimulatorPicture,
  simulatorLivePath,
} from '../../shared/contract/simulator.ts';
import type { BrowserSession } from '../browser-session.ts';

export type LinkState = 'connecting' | 'open' | 'lost';

export interface SimulatorSocket {
  /** False if there is no connection: the gesture was not sent and will not be. */
  send(gesture: SimulatorGesture): boolean;
  close(): void;
}

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

/** Keeps the socket of the simulated telephones open until `close`, with a growing pause between attempts. */
export function openSimulatorSocket(
  session: BrowserSession,
  listener: { onPicture(picture: SimulatorPicture): void; onLink(state: LinkState): void },
): SimulatorSocket {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isClosed = false;

  function connect(): void {
    clearTimeout(timer);
    const url = new URL(simulatorLivePath(session.account), location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const current = new WebSocket(
      url,
      // A browser sends its cookie with a socket by itself.
      session.token === null
        ? [SIMULATOR_PROTOCOL]
        : [SIMULATOR_PROTOCOL, BEARER_PROTOCOL_PREFIX + session.token],
    );
    socket = current;
    current.onopen = () => {
      failures = 0;
      listener.onLink('open');
    };
    current.onmessage = (event) => {
      const picture = parsePicture(event.data);
      if (picture) listener.onPicture(picture);
    };
    current.onclose = () => {
      if (isClosed || socket !== current) return;
      listener.onLink('lost');
      const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** failures) * (0.75 + Math.random() / 2);
      failures += 1;
      timer = setTimeout(connect, delayMs);
    };
  }

  /** The network came back: the pause is over at once. */
  function hurry(): void {
    if (socket?.readyState === WebSocket.CLOSED) connect();
  }

  addEventListener('online', hurry);
  listener.onLink('connecting');
  connect();
  return {
    send(gesture) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(gesture));
      return true;
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener('online', hurry);
      socket?.close();
    },
  };
}

function parsePicture(data: unknown): SimulatorPicture | null {
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data) as SimulatorPicture;
    return message.type === 'picture' ? message : null;
  } catch {
    return null; // not ours: the next picture is complete anyway
  }
}
