/**
 * A gateway between Ringlet and a telephone exchange: takes signed commands, tells of what the telephones do. Plain
 * Node 20 or newer, nothing to install. As it stands it rings telephones that you play with the keyboard:
 *
 *   RINGLET_SECRET=whsec_… PORT=8790 node pbx-gateway.mjs
 *
 * To ring real ones, write the four functions of `Exchange` for your exchange (ARI of Asterisk, ESL of FreeSWITCH, the
 * API of a cloud exchange) and pass them to `createGateway`. docs/telephony.md has the messages.
 *
 * @typedef {object} Exchange
 * @property {(leg: string, call: { to: string, from: string, ringS: number, extension: { digits: string, delayS: number } | null, party: string }) => void} ring
 * @property {(leg: string, prompt: { text: string, language: string, voice: string, repeats: number, gather: boolean, speech: boolean, keys?: Record<string, string> }) => void} say
 *   Begins when what is being said is over; `gather` asks for keys to be told.
 * @property {(leg: string, peer: string) => void} connect
 * @property {(leg: string) => void} hangUp A leg that is gone already needs nothing.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const TOLERANCE_S = 300;
const MAX_BODY = 64 * 1024;
/** Waits before an event is sent again, ms. */
const AGAIN_MS = [500, 2_000, 10_000, 30_000];

/**
 * `makeExchange` gets a function to tell of a leg: `tell(leg, 'ringing')`, `tell(leg, 'answered')`,
 * `tell(leg, 'digit', { digit: '5' })`, `tell(leg, 'ended', { cause: 'busy', sip: 486 })`.
 *
 * @param {{ secret: string, makeExchange: (tell: (leg: string, what: string, data?: object) => void) => Exchange, send?: typeof fetch }} options `send` makes the requests.
 * @returns {import('node:http').Server}
 */
export function createGateway({ secret, makeExchange, send = fetch }) {
  /** Where to tell of each leg, the events of it that are on their way, and the timer of its longest time. */
  const legs = new Map();
  /** Ids of commands that are done. Keep them for a day; a busy exchange keeps them in its database. */
  const done = new Set();

  const exchange = makeExchange((leg, what, data = {}) => {
    const known = legs.get(leg);
    if (!known) return;
    const body = JSON.stringify({
      type: `leg.${what}`,
      timestamp: new Date().toISOString(),
      data: { leg, ...data },
    });
    // One after another, so that they arrive in order; Ringlet bears any order all the same.
    known.last = known.last.then(() => sendEvent(send, known.events, secret, body));
  });

  /** Ringlet ends its calls itself; this is for the day on which it cannot. */
  function endAfter(leg, seconds) {
    const known = legs.get(leg);
    if (!known) return;
    clearTimeout(known.limit);
    known.limit = setTimeout(() => exchange.hangUp(leg), seconds * 1000);
    known.limit.unref();
  }

  function obey({ type, data }) {
    if (!legs.has(data.leg)) legs.set(data.leg, { events: data.events, last: Promise.resolve() });
    if (type === 'leg.dial') {
      exchange.ring(data.leg, data);
      endAfter(data.leg, data.limitS);
    } else if (type === 'leg.prompt') exchange.say(data.leg, data);
    else if (type === 'leg.bridge') {
      exchange.connect(data.leg, data.with);
      for (const leg of [data.leg, data.with]) endAfter(leg, data.limitS);
    } else if (type === 'leg.hangup') {
      clearTimeout(legs.get(data.leg)?.limit);
      exchange.hangUp(data.leg);
    }
  }

  return createServer(async (request, response) => {
    const body = request.method === 'POST' ? await readBody(request) : null;
    if (body === null || !isSigned(secret, request.headers, body)) {
      response.writeHead(403).end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    // Ringlet sends a command again if it did not hear the answer.
    if (!done.has(id)) obey(JSON.parse(body));
    done.add(id);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"accepted":true}');
  });
}

/** Sends an event until it is taken; a repetition has the same id, so that it counts once. */
async function sendEvent(send, address, secret, body) {
  const id = `evt_${randomUUID()}`;
  for (const pauseMs of [0, ...AGAIN_MS]) {
    if (pauseMs > 0) await delay(pauseMs, undefined, { ref: false });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(secret, id, timestamp, body),
    };
    const status = await send(address, { method: 'POST', headers, body, redirect: 'manual' }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status >= 200 && status < 500 && status !== 429) return;
  }
}

function sign(secret, id, timestamp, body) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function isSigned(secret, headers, body) {
  const id = String(headers['webhook-id'] ?? '');
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_S)) return false;
  const own = Buffer.from(sign(secret, id, timestamp, body));
  return String(headers['webhook-signature'] ?? '')
    .split(' ')
    .map((text) => Buffer.from(text))
    .some((theirs) => theirs.length === own.length && timingSafeEqual(theirs, own));
}

async function readBody(request) {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) {
    text += part;
    if (text.length > MAX_BODY) return null;
  }
  return text;
}

/** Telephones on the keyboard: `answer 1`, `busy 1`, `hangup 1`, and a key by its digit: `5 1`. */
function keyboardExchange(tell) {
  const names = [];
  const print = (leg, text) => console.log(`${names.indexOf(leg) + 1}: ${text}`);
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [, what, index] = /^(\S+) (\d+)$/.exec(line.trim()) ?? [];
    const leg = names[Number(index) - 1];
    if (!leg) console.log('answer 1 · busy 1 · hangup 1 · 5 1');
    else if (what === 'answer') tell(leg, 'answered');
    else if (what === 'busy') tell(leg, 'ended', { cause: 'busy', sip: 486 });
    else if (what === 'hangup') tell(leg, 'ended', { cause: 'hangup' });
    else tell(leg, 'digit', { digit: what });
  });
  return {
    ring(leg, { to, party }) {
      names.push(leg);
      print(leg, `the telephone of the ${party} rings: ${to}`);
      tell(leg, 'ringing');
    },
    say: (leg, { text, gather }) => print(leg, `"${text}"${gather ? ' (waits for a key)' : ''}`),
    connect: (leg, peer) => print(leg, `talks with ${names.indexOf(peer) + 1}`),
    hangUp(leg) {
      print(leg, 'is hung up');
      tell(leg, 'ended', { cause: 'hangup' });
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { RINGLET_SECRET: secret, PORT: port = '8790' } = process.env;
  if (!secret?.startsWith('whsec_')) {
    console.error('RINGLET_SECRET must be the secret of the integration: whsec_…');
    process.exit(1);
  }
  createGateway({ secret, makeExchange: keyboardExchange }).listen(Number(port), '127.0.0.1', () => {
    console.log(`Takes commands at http://127.0.0.1:${port}/`);
  });
}
