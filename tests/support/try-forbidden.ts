import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adminPath } from '../../shared/paths.ts';
import { forbiddenAddresses } from './forbidden-addresses.ts';

const INSIDE = 'nobody outside reads this';

/** Something that listens on this machine and that nobody outside may have the server ask. */
export interface Bait {
  port: number;
  /** Lines of every request that came. */
  taken: string[];
  close(): Promise<void>;
}

export async function setBait(): Promise<Bait> {
  const taken: string[] = [];
  const server: Server = createServer((request, response) => {
    taken.push(`${request.method} ${request.headers.host}${request.url}`);
    response.end(`<!doctype html><title>${INSIDE}</title>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface ForbiddenTries {
  tried: number;
  /** Addresses that something was set up with, or that were read. */
  accepted: string[];
  /** Of webhooks for this machine, which may be written down: what came of the first attempts to send there. */
  attempts: string[];
}

export interface Business {
  origin: string;
  account: string;
  token: string;
}

/**
 * Names forbidden addresses wherever a customer may name one: webhooks of both forms, gateways, pages to read. All of
 * them, or every so-manieth.
 */
export async function tryForbidden(business: Business, port: number, every = 1): Promise<ForbiddenTries> {
  const sites = (await ask(business, 'GET', 'sites')).body as { items: { id: string }[] };
  const queue = forbiddenAddresses(port)
    .flatMap((address, i) => waysToName(address, sites.items[0]?.id ?? '', i))
    .filter((_, i) => i % every === 0);
  const result: ForbiddenTries = { tried: 0, accepted: [], attempts: [] };
  const client = async () => {
    for (let way = queue.pop(); way; way = queue.pop()) {
      result.tried += 1;
      await tryOne(business, way, result);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return result;
}

async function tryOne(business: Business, way: Way, result: ForbiddenTries): Promise<void> {
  const { path, address, body } = way;
  const answer = await ask(business, 'POST', path, body);
  if (answer.status >= 500) throw new Error(`${path} ${address}: ${JSON.stringify(answer.body)}`);
  // A page is read at once: what is wrong with its address is told, and nothing is kept.
  if (path.endsWith('/check')) {
    if (JSON.stringify(answer.body).includes(INSIDE)) result.accepted.push(`${path} ${address}`);
    return;
  }
  if (answer.status >= 300) return;
  const { id } = answer.body as { id: string };
  if (!isLoopback(address)) result.accepted.push(`${path} ${address}`);
  else if (path === 'webhooks' && result.attempts.length < 3)
    result.attempts.push(await attempt(business, id));
  await ask(business, 'DELETE', `${path}/${id}`);
}

/** One message to a webhook, and what its log says of the attempt. */
async function attempt(business: Business, id: string): Promise<string> {
  await ask(business, 'POST', `webhooks/${id}/test`);
  for (let tries = 0; tries < 200; tries++) {
    const { body } = await ask(business, 'GET', `deliveries?destination=${id}`);
    const [last] = (body as { items: { attempts: { detail: string }[] }[] }).items[0]?.attempts ?? [];
    if (last) return last.detail;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 'nothing was attempted';
}

function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && /^(127\.|\[::1\]|localhost$)/.test(hostname);
}

async function ask({ origin, account, token }: Business, method: string, path: string, body?: object) {
  const response = await fetch(origin + adminPath(account, path), {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
}

interface Way {
  path: string;
  address: string;
  body: object;
}

/** Each address at one place of the three in turn, so that all of them take a moment; the hand-made ones at all. */
function waysToName(address: string, site: string, i: number): Way[] {
  const host = /^https?:\/\/([^/]+)/.exec(address)?.[1] ?? address;
  const request = { protocol: 'https', host, path: '/', method: 'POST', parameters: [] };
  const ways: Way[] = [
    { path: 'webhooks', address, body: { name: 'W', events: ['call.ended'], url: address } },
    { path: 'webhooks', address, body: { name: 'W', form: 'classic', events: ['call.ended'], request } },
    { path: 'integrations', address, body: { name: 'I', provider: 'webhook', url: address } },
    { path: `sites/${site}/check`, address, body: { url: address } },
  ];
  return i < HAND_MADE ? ways : ways.filter((_, place) => place === i % ways.length);
}

const HAND_MADE = 100;
