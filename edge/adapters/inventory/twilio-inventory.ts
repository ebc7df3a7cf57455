import type { StockInput, StockNumber } from '../../../shared/contract/admin/number-market.ts';
import type { Found, NumberInventory, NumberOrder, OrderOutcome } from '../../domain/numbers/inventory.ts';
import { priceTwilioNumber, type TwilioPrices, twilioCountries } from '../../domain/numbers/twilio-prices.ts';
import type { Reply } from '../post-message.ts';
import { parseObject, readReply } from '../telephony/twilio/read-reply.ts';

export interface TwilioMarket {
  /** Public origin of this server, without a trailing slash. */
  origin: string;
  /** Routing key of the integration, by which calls to the numbers come to us. */
  key: string;
  prices: TwilioPrices;
  /** One request below the Twilio account. */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, form?: URLSearchParams): Promise<Reply>;
  /** Epoch ms. */
  now(): number;
}

/** The number went to somebody in the meantime, also if that was an earlier request of our own. */
const NOT_AVAILABLE = [21_422, 21_404];
/** Twilio finds nothing that fits. */
const NONE_FOUND = [21_452, 20_404];

/**
 * Numbers of a Twilio account. It has no keys for repetitions, so a purchase carries its own as the name of each number
 * (`FriendlyName`), and a number whose request was left without an answer is looked up before anything is bought again.
 */
export function twilioInventory(market: TwilioMarket): NumberInventory {
  return {
    name: 'twilio',
    regions: async () => ({
      kind: 'found',
      items: twilioCountries(market.prices).map(([code, from]) => ({
        code,
        name: new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code,
        kind: 'bought',
        from,
      })),
    }),
    search: (question, limit) => search(market, question, limit),
    buy: (order) => buy(market, order),
    release: async ({ key, numbers }) => {
      for (const e164 of numbers) {
        if (!(await giveBack(market, e164, key))) return 'open';
      }
      return 'released';
    },
  };
}

async function search(
  market: TwilioMarket,
  { region, q, kind, contains, beauty }: StockInput,
  limit: number,
): Promise<Found<StockNumber>> {
  const country = region ?? twilioCountries(market.prices)[0]?.[0];
  const isSold = twilioCountries(market.prices).some(([code]) => code === country);
  if (!isSold || kind === 'virtual') return { kind: 'found', items: [] };
  const query = new URLSearchParams({ VoiceEnabled: 'true', PageSize: String(limit) });
  if (contains !== undefined) query.set('Contains', contains);
  if (q) query.set('InLocality', q);
  const reply = await market.ask('GET', `/AvailablePhoneNumbers/${country}/Local.json?${query}`);
  const said = readReply(reply, market.now());
  if (said.kind === 'failed' && NONE_FOUND.includes(said.code)) return { kind: 'found', items: [] };
  if (said.kind !== 'done') return { kind: 'unavailable', detail: said.detail };
  const listed = Array.isArray(said.body.available_phone_numbers) ? said.body.available_phone_numbers : [];
  const items = listed.flatMap((one: unknown) => {
    const { phone_number: e164, locality } = (one ?? {}) as Record<string, unknown>;
    const priced = typeof e164 === 'string' ? priceTwilioNumber(e164, market.prices) : null;
    if (!priced || typeof e164 !== 'string' || (beauty !== undefined && priced.beauty !== beauty)) return [];
    const place = typeof locality === 'string' && locality !== '' ? `${priced.region} ${locality}` : null;
    return [{ ...priced, e164, region: (place ?? priced.region).slice(0, 60) }];
  });
  return { kind: 'found', items };
}

async function buy(market: TwilioMarket, { key, numbers, isRepeated }: NumberOrder): Promise<OrderOutcome> {
  const refs: Record<string, string> = {};
  for (const e164 of numbers) {
    const bought = await buyOne(market, e164, { key, isRepeated });
    if (bought.kind !== 'owned') return bought.outcome;
    refs[e164] = bought.ref;
  }
  return { kind: 'bought', refs };
}

type Bought = { kind: 'owned'; ref: string } | { kind: 'not'; outcome: OrderOutcome };

async function buyOne(
  market: TwilioMarket,
  e164: string,
  { key, isRepeated }: Pick<NumberOrder, 'key' | 'isRepeated'>,
): Promise<Bought> {
  if (isRepeated) {
    const known = await lookUp(market, e164, key);
    if (known.kind !== 'none') return known.kind === 'ours' ? owned(known.ref) : whyNot(known, e164);
  }
  const form = new URLSearchParams({
    PhoneNumber: e164,
    FriendlyName: nameOf(key),
    VoiceUrl: hook(market, 'answer'),
    VoiceMethod: 'POST',
    StatusCallback: hook(market, 'events'),
    StatusCallbackMethod: 'POST',
  });
  const said = readReply(await market.ask('POST', '/IncomingPhoneNumbers.json', form), market.now());
  if (said.kind === 'done') {
    return typeof said.body.sid === 'string'
      ? owned(said.body.sid)
      : { kind: 'not', outcome: { kind: 'open', detail: 'an answer without a number' } };
  }
  if (said.kind === 'failed' && NOT_AVAILABLE.includes(said.code)) {
    // It may have been ourselves: a request that was given up can still have been carried out.
    const known = await lookUp(market, e164, key);
    return known.kind === 'ours' ? owned(known.ref) : whyNot(known, e164);
  }
  if (said.kind === 'failed' || said.kind === 'refused') {
    return {
      kind: 'not',
      outcome: { kind: 'failed', reason: 'refused', taken: [], detail: said.detail },
    };
  }
  const afterMs = said.kind === 'retry' ? said.afterMs : undefined;
  return {
    kind: 'not',
    outcome: { kind: 'open', detail: said.detail, ...(afterMs !== undefined && { afterMs }) },
  };
}

type LookedUp = { kind: 'ours'; ref: string } | { kind: 'others' | 'none' | 'unreachable' };

/** Whether the number is in the Twilio account, and by this purchase. */
async function lookUp(market: TwilioMarket, e164: string, key: string): Promise<LookedUp> {
  const query = new URLSearchParams({ PhoneNumber: e164, PageSize: '20' });
  const reply = await market.ask('GET', `/IncomingPhoneNumbers.json?${query}`);
  if (reply.kind !== 'answered' || reply.status !== 200) return { kind: 'unreachable' };
  const listed = parseObject(reply.text)?.incoming_phone_numbers;
  if (!Array.isArray(listed)) return { kind: 'unreachable' };
  const same = listed
    .map((one: unknown) => (one ?? {}) as Record<string, unknown>)
    .find((one) => one.phone_number === e164);
  if (!same) return { kind: 'none' };
  return same.friendly_name === nameOf(key) && typeof same.sid === 'string'
    ? { kind: 'ours', ref: same.sid }
    : { kind: 'others' };
}

/** True once the number is not this purchase's any more. */
async function giveBack(market: TwilioMarket, e164: string, key: string): Promise<boolean> {
  const known = await lookUp(market, e164, key);
  if (known.kind === 'unreachable') return false;
  if (known.kind !== 'ours') return true;
  const reply = await market.ask('DELETE', `/IncomingPhoneNumbers/${known.ref}.json`);
  return reply.kind === 'answered' && (reply.status === 204 || reply.status === 404);
}

function whyNot({ kind }: LookedUp, e164: string): Bought {
  const outcome: OrderOutcome =
    kind === 'unreachable'
      ? { kind: 'open', detail: 'the number could not be looked up' }
      : { kind: 'failed', reason: 'taken', taken: [e164], detail: 'sold already' };
  return { kind: 'not', outcome };
}

function owned(ref: string): Bought {
  return { kind: 'owned', ref };
}

function nameOf(key: string): string {
  return `ringlet ${key}`;
}

function hook({ origin, key }: TwilioMarket, name: 'answer' | 'events'): string {
  return `${origin}/v1/telephony/twilio/${key}/${name}`;
}
