import { connect, type Socket } from 'node:net';

/** What is asked of a server, over and over. */
export interface LoadTarget {
  /** On 127.0.0.1. */
  port: number;
  /** The whole HTTP/1.1 request; `turn` counts up over all connections and is never repeated. */
  makeRequest(turn: number): string;
  /** Whether an answer is the one that is being measured; it sees status line, headers and body. */
  isRight(answer: string): boolean;
}

export interface LoadOptions {
  connections: number;
  ms: number;
  /** The first turn, so that a second load goes on where the first stopped. */
  firstTurn?: number;
}

export interface LoadResult {
  perSecond: number;
  /** Of each answer, ms, ascending. */
  latencies: number[];
  nextTurn: number;
}

/**
 * Keeps `connections` keep-alive connections busy, one request each at a time, for `ms`. It speaks HTTP itself: on a
 * machine of few cores a general client would take more of them than the server that is measured.
 *
 * @throws Error with the first answer that is not right, or if a connection is closed
 */
export async function driveLoad(target: LoadTarget, options: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = [];
  let turn = options.firstTurn ?? 0;
  const from = performance.now();
  const until = from + options.ms;

  async function keepBusy(): Promise<void> {
    const connection = await openConnection(target.port);
    try {
      while (performance.now() < until) {
        const sentAt = performance.now();
        const answer = await connection.ask(target.makeRequest(turn++));
        latencies.push(performance.now() - sentAt);
        if (!target.isRight(answer))
          throw new Error(`port ${target.port} answered:\n${answer.slice(0, 1000)}`);
      }
    } finally {
      connection.close();
    }
  }

  await Promise.all(Array.from({ length: options.connections }, keepBusy));
  const seconds = (performance.now() - from) / 1000;
  return {
    perSecond: latencies.length / seconds,
    latencies: latencies.sort((a, b) => a - b),
    nextTurn: turn,
  };
}

/** The latency that `share` of the answers did not exceed; `latencies` ascending. */
export function percentile(latencies: readonly number[], share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
}

/** One request with a JSON body, ready for `makeRequest`. */
export function renderPost(path: string, body: unknown, headers: Record<string, string> = {}): string {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
}

export function renderGet(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;
}

interface Connection {
  ask(request: string): Promise<string>;
  close(): void;
}

function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let waiting: { answer: (text: string) => void; fail: (error: Error) => void } | null = null;
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (!waiting || !isComplete(received)) return;
      const { answer } = waiting;
      const text = received;
      received = '';
      waiting = null;
      answer(text);
    });
    const fail = (error: Error) => {
      reject(error);
      waiting?.fail(error);
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new Error(`port ${port} closed a connection`)));
    socket.once('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((answer, failed) => {
            waiting = { answer, fail: failed };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}

/** One whole answer, by its length or by its last chunk. */
function isComplete(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head));
  return length ? text.length >= head + 4 + Number(length[1]) : text.endsWith('0\r\n\r\n');
}
