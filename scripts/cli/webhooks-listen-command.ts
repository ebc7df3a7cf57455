import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Command, numberOf, textOf, UsageError } from './command.ts';
import type { Output } from './output.ts';
import { verifyWebhook, type WebhookVerdict } from './verify-webhook.ts';

const MAX_BODY = 1_000_000;

interface Received {
  method: string;
  path: string;
  verdict: WebhookVerdict | 'unchecked';
  id: string | null;
  /** The body as JSON if it is that, else as text. */
  body: unknown;
  /** What whom it was forwarded to answered; null if it was not, or nobody answered. */
  forwarded: number | null;
}

export const webhooksListenCommand: Command = {
  name: 'webhooks listen',
  summary: 'Receives webhooks on this machine, checks their signatures and shows them',
  usage: `[--port 8025] [--secret whsec_…] [--forward URL]

  --port      where it listens; 0 takes a free port
  --host      127.0.0.1 unless told
  --secret    of the webhook, or better RINGLET_WEBHOOK_SECRET: what it did not sign is answered with 401
  --forward   passes what is genuine on to this address, as it came, and answers what that answers
  --count     ends after so many
  A server on this machine sends here if it was started with RINGLET_LOCAL_TARGETS=127.0.0.1:8025.`,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    secret: { type: 'string' },
    forward: { type: 'string' },
    count: { type: 'string' },
  },
  async run({ values, env, out }) {
    const secret = textOf(values, 'secret') ?? (env.RINGLET_WEBHOOK_SECRET || null);
    const forward = textOf(values, 'forward');
    if (forward !== null && !URL.canParse(forward))
      throw new UsageError(`--forward must be an address, not "${forward}".`);
    const count = numberOf(values, 'count', { preset: Number.MAX_SAFE_INTEGER, min: 1, max: 1_000_000 });
    let received = 0;
    const server = createServer(async (request, response) => {
      const body = await readBody(request);
      if (body === null) return response.writeHead(413).end();
      const got = await receive(request, body, { secret, forward });
      const isRefused = !['genuine', 'unchecked'].includes(got.verdict);
      response.writeHead(isRefused ? 401 : forward === null ? 204 : (got.forwarded ?? 502)).end();
      show(got, out);
      received++;
      if (received >= count) server.close();
    });
    const port = numberOf(values, 'port', { preset: 8025, min: 0, max: 65_535 });
    server.listen({ host: textOf(values, 'host') ?? '127.0.0.1', port });
    await once(server, 'listening');
    const { address, port: own } = server.address() as AddressInfo;
    out.note(
      `Listening at http://${address}:${own}/${secret === null ? ' (no secret: signatures are not checked)' : ''}`,
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
    await once(server, 'close');
    return null;
  },
};

async function readBody(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BODY) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function receive(
  request: IncomingMessage,
  body: string,
  { secret, forward }: { secret: string | null; forward: string | null },
): Promise<Received> {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const headers = {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
  };
  const nowS = Math.floor(Date.now() / 1000);
  const verdict = secret === null ? 'unchecked' : verifyWebhook(secret, headers, body, nowS);
  const method = request.method ?? 'GET';
  const isPassedOn = forward !== null && (verdict === 'genuine' || verdict === 'unchecked');
  const forwarded = isPassedOn ? await passOn(forward, method, request, body) : null;
  return { method, path: request.url ?? '/', verdict, id: headers.id ?? null, body: parse(body), forwarded };
}

async function passOn(
  to: string,
  method: string,
  request: IncomingMessage,
  body: string,
): Promise<number | null> {
  const names = ['content-type', 'user-agent', 'webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const headers = names.flatMap((name): [string, string][] => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const answer = await fetch(to, { method, headers, redirect: 'manual', ...(hasBody && { body }) }).catch(
    () => null, // nobody listens there: the sender hears 502 and tries again
  );
  await answer?.body?.cancel();
  return answer?.status ?? null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function show(got: Received, out: Output): void {
  const isGood = got.verdict === 'genuine';
  const verdict = out.colour(isGood ? 'green' : got.verdict === 'unchecked' ? 'yellow' : 'red', got.verdict);
  const forwarded = got.forwarded === null ? '' : `, forwarded: ${got.forwarded}`;
  const body = typeof got.body === 'string' ? got.body : JSON.stringify(got.body, null, 2);
  out.line(`${got.method} ${got.path} ${got.id ?? '(no id)'} ${verdict}${forwarded}\n${body}\n`, got);
}
