import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';

/** The sample that is documented. */
const SAMPLE = fileURLToPath(new URL('../../docs/examples/verify-webhook.mjs', import.meta.url));

type OpenWebhook = (
  secret: string,
  headers: Record<string, string>,
  body: string,
) => { id: string; type: string; data: Record<string, unknown> } | null;

/** A request that came. `event` is null for one whose signature does not hold. */
export interface ReceivedWebhook {
  path: string;
  query: Record<string, string>;
  id: string;
  event: ReturnType<OpenWebhook>;
}

/** What a path answers; nothing at all if it never calls `end`. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Servers of customers that are told of events, over real HTTP, one a path. Signatures are checked by the documented sample, and by the
 * library of the standard's own authors, which must be of one mind. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** By path; 204 unless told. */
  readonly answers = new Map<string, Answer>();
  readonly secrets = new Map<string, string>();
  readonly #server = createServer((request, response) => void this.#take(request, response));
  #open: OpenWebhook = () => null;

  async start(): Promise<void> {
    this.#open = ((await import(SAMPLE)) as { openWebhook: OpenWebhook }).openWebhook;
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** `127.0.0.1:port`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  at(path: string): ReceivedWebhook[] {
    return this.received.filter((request) => request.path === path);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      return; // the sender was killed in the middle of it: nothing came
    }
    const { pathname: path, searchParams } = new URL(request.url ?? '/', `http://${this.host}`);
    const headers = request.headers as Record<string, string>;
    const id = headers['webhook-id'] ?? '';
    const isJson = request.method === 'POST';
    const text = Buffer.concat(parts).toString('utf8');
    const event = isJson ? this.#open(this.secrets.get(path) ?? '', headers, text) : null;
    if (isJson && (event !== null) !== isGenuine(this.secrets.get(path) ?? '', headers, text)) {
      throw new Error(`sample and library are of two minds about ${id}`);
    }
    this.received.push({ path, query: Object.fromEntries(searchParams), id, event });
    const answer = this.answers.get(path);
    if (answer) answer(response, request);
    else response.writeHead(204).end();
  }
}

function isGenuine(secret: string, headers: Record<string, string>, body: string): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false; // it says so by throwing
  }
}
