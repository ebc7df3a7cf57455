import type { FaultPlan } from './faults.ts';

/** A number of the Twilio account. */
export interface OwnedNumber {
  sid: string;
  e164: string;
  friendlyName: string;
  voiceUrl: string;
}

export interface FakeTwilioNumbersOptions {
  accountSid: string;
  authToken: string;
  faults: FaultPlan;
  /** What Twilio has to sell, E.164. */
  stock: readonly string[];
}

const NEEDED = [
  'PhoneNumber',
  'FriendlyName',
  'VoiceUrl',
  'VoiceMethod',
  'StatusCallback',
  'StatusCallbackMethod',
];

/**
 * Twilio's numbers as a fetch handler, strict with what it is asked: `GET AvailablePhoneNumbers`, `POST`, `GET` and
 * `DELETE IncomingPhoneNumbers`. Requests are of the kinds `search buy lookup release` in a plan of faults.
 */
export class FakeTwilioNumbers {
  readonly owned: OwnedNumber[] = [];
  /** Every purchase that was carried out, also of numbers that were given back. */
  readonly sold: string[] = [];
  readonly requests: string[] = [];
  readonly #options: FakeTwilioNumbersOptions;
  readonly #stock: Set<string>;

  constructor(options: FakeTwilioNumbersOptions) {
    this.#options = options;
    this.#stock = new Set(options.stock);
  }

  /** Somebody else buys it. */
  sellElsewhere(e164: string): void {
    this.#stock.delete(e164);
  }

  /** One request of ours. Throws where the line is cut. */
  async handle(request: Request): Promise<Response> {
    const { accountSid, authToken, faults } = this.#options;
    const url = new URL(request.url);
    const form = new URLSearchParams(await request.text());
    if (request.headers.get('authorization') !== `Basic ${btoa(`${accountSid}:${authToken}`)}`) {
      return refuse(401, 20_003);
    }
    const path = url.pathname.replace(`/2010-04-01/Accounts/${accountSid}`, '');
    const kind = kindOf(request.method, path);
    if (kind === null) return refuse(404, 20_404);
    this.requests.push(kind);
    const fault = faults.take(kind);
    if (fault?.kind === 'status') return new Response(fault.body ?? '', fault);
    if (fault?.kind === 'hang') throw new Error('nothing is done, and nothing said');
    const answer = {
      search: () => this.#search(path, url.searchParams),
      buy: () => this.#buy(form),
      lookup: () => this.#lookUp(url.searchParams),
      release: () => this.#release(path),
    }[kind]();
    if (fault?.kind === 'cut') throw new Error('cut');
    if (fault?.kind === 'html') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    return answer;
  }

  #search(path: string, query: URLSearchParams): Response {
    const country = /AvailablePhoneNumbers\/([A-Z]{2})\//.exec(path)?.[1];
    const contains = query.get('Contains') ?? '';
    if (query.get('VoiceEnabled') !== 'true' || !/^\d{0,16}$/.test(contains)) return refuse(400, 21_401);
    const fitting = [...this.#stock].filter((e164) => country === 'US' && e164.includes(contains));
    const shown = fitting.slice(0, Number(query.get('PageSize') ?? 50)).map((e164) => ({
      phone_number: e164,
      friendly_name: e164,
      iso_country: country,
      locality: 'Beverly Hills',
      region: 'CA',
      capabilities: { voice: true, SMS: true, MMS: false },
      address_requirements: 'none',
    }));
    return Response.json({ available_phone_numbers: shown });
  }

  #buy(form: URLSearchParams): Response {
    if ([...form.keys()].sort().join() !== [...NEEDED].sort().join()) return refuse(400, 20_001);
    const e164 = form.get('PhoneNumber') ?? '';
    const friendlyName = form.get('FriendlyName') ?? '';
    if (friendlyName.length > 64) return refuse(400, 21_603);
    if (!this.#stock.delete(e164)) return refuse(400, 21_422);
    const number = {
      sid: `PN${crypto.randomUUID().replaceAll('-', '')}`,
      e164,
      friendlyName,
      voiceUrl: form.get('VoiceUrl') ?? '',
    };
    this.owned.push(number);
    this.sold.push(e164);
    return Response.json(show(number), { status: 201 });
  }

  #lookUp(query: URLSearchParams): Response {
    const found = this.owned.filter(({ e164 }) => e164 === query.get('PhoneNumber'));
    return Response.json({ incoming_phone_numbers: found.map(show) });
  }

  #release(path: string): Response {
    const sid = /\/(PN[0-9a-f]{32})\.json$/.exec(path)?.[1];
    const at = this.owned.findIndex((one) => one.sid === sid);
    if (at === -1) return refuse(404, 20_404);
    // Twilio keeps a number that was given back for a while.
    this.owned.splice(at, 1);
    return new Response(null, { status: 204 });
  }
}

function kindOf(method: string, path: string): 'search' | 'buy' | 'lookup' | 'release' | null {
  if (method === 'GET' && path.startsWith('/AvailablePhoneNumbers/')) return 'search';
  if (method === 'POST' && path === '/IncomingPhoneNumbers.json') return 'buy';
  if (method === 'GET' && path === '/IncomingPhoneNumbers.json') return 'lookup';
  return method === 'DELETE' && path.startsWith('/IncomingPhoneNumbers/') ? 'release' : null;
}

function show({ sid, e164, friendlyName, voiceUrl }: OwnedNumber): Record<string, unknown> {
  return { sid, phone_number: e164, friendly_name: friendlyName, voice_url: voiceUrl, status: 'in-use' };
}

function refuse(status: number, code: number): Response {
  const body = { code, message: 'refused', more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return Response.json(body, { status });
}
