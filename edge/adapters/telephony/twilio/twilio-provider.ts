import type {
  DialCommand,
  FoundCall,
  KnownCalls,
  LegRef,
  Party,
  SendOutcome,
  TelephonyCommand,
  TelephonyProvider,
} from '../../../domain/ports.ts';
import type { Reply } from '../../post-message.ts';
import { legAddress } from '../leg-address.ts';
import { checkCall, findCalls } from './find-calls.ts';
import { outcomeOfChange, outcomeOfDial, outcomeOfHangup } from './read-reply.ts';
import { promptTwiml } from './twilio-prompt.ts';
import { meetTwiml } from './twiml.ts';

export interface TwilioAccount {
  /** Public origin of this server. */
  origin: string;
  /** Of the REST interface, without a trailing slash. */
  api: string;
  /** Routing key of the integration. */
  key: string;
  accountSid: string;
  /** Of HTTP Basic: the account with its auth token, or an API key with its secret. */
  user: string;
  password: string;
  /** The number that both sides see, E.164. */
  from: string;
  post(address: string, init: RequestInit): Promise<Reply>;
  now(): number;
}

/** Twilio takes 32 characters; `w` is half a second. */
const MAX_SEND_DIGITS = 32;

/** What we answer has arrived by then; a document that overtook it would be forgotten for it. */
const SETTLE_MS = 500;

/**
 * Calls by Twilio's REST interface. A call waits in silence (`answer` hook) until it is given a document: a prompt, or
 * the conference of its attempt in which both sides meet.
 */
export function twilioProvider(account: TwilioAccount): TelephonyProvider {
  return {
    name: 'twilio',
    lookup: 'byNumbers',
    interrupts: true,
    settleMs: SETTLE_MS,
    send: (command, known) => send(account, command, known),
    find: (dial: DialCommand, sentAt: number): Promise<FoundCall[] | null> =>
      findCalls({ ...account, get: (path) => ask(account, path) }, dial, sentAt),
    check: (call) => checkCall({ get: (path) => ask(account, path) }, call),
  };
}

async function send(
  account: TwilioAccount,
  command: TelephonyCommand,
  { call, withCall }: KnownCalls,
): Promise<SendOutcome> {
  const { leg } = command;
  if (command.kind === 'dial') {
    return outcomeOfDial(await ask(account, '/Calls.json', dialForm(account, command)), account.now());
  }
  if (command.kind === 'hangup') {
    if (call === null) return { kind: 'accepted' };
    const form = new URLSearchParams({ Status: 'completed' });
    return outcomeOfHangup(await ask(account, `/Calls/${call}.json`, form), leg.party, account.now());
  }
  if (call === null) return { kind: 'refused', detail: 'there is no such call' };
  if (command.kind === 'prompt') {
    return change(account, { call, party: leg.party }, promptTwiml(account, command));
  }
  if (withCall === null) return { kind: 'refused', detail: 'there is no call to connect with' };
  const room = meetTwiml(`${leg.callback}-${leg.attempt}`, command.limitS);
  const first = await change(account, { call: withCall, party: 'manager' }, room);
  return first.kind === 'accepted' ? change(account, { call, party: 'visitor' }, room) : first;
}

async function change(
  account: TwilioAccount,
  { call, party }: { call: string; party: Party },
  twiml: string,
): Promise<SendOutcome> {
  const reply = await ask(account, `/Calls/${call}.json`, new URLSearchParams({ Twiml: twiml }));
  return outcomeOfChange(reply, party, account.now());
}

function dialForm(
  account: TwilioAccount,
  { to, ringS, limitS, extension, leg }: DialCommand,
): URLSearchParams {
  const form = new URLSearchParams({
    To: to,
    From: account.from,
    Url: addressOf(account, 'answer', leg),
    Method: 'POST',
    Timeout: String(ringS),
    TimeLimit: String(limitS),
    StatusCallback: addressOf(account, 'events', leg),
    StatusCallbackMethod: 'POST',
  });
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) {
    form.append('StatusCallbackEvent', event);
  }
  if (extension) {
    const room = Math.max(0, MAX_SEND_DIGITS - extension.digits.length);
    form.set('SendDigits', 'w'.repeat(Math.min(extension.delayS * 2, room)) + extension.digits);
  }
  return form;
}

function addressOf(account: TwilioAccount, hook: 'answer' | 'events', leg: LegRef): string {
  return legAddress({ ...account, provider: 'twilio' }, hook, leg);
}

/** One request below the account; a POST if there is a form. */
function ask(account: TwilioAccount, path: string, form?: URLSearchParams): Promise<Reply> {
  const { api, accountSid, user, password } = account;
  const headers: Record<string, string> = { authorization: `Basic ${btoa(`${user}:${password}`)}` };
  if (form) headers['content-type'] = 'application/x-www-form-urlencoded';
  return account.post(`${api}/2010-04-01/Accounts/${accountSid}${path}`, {
    method: form ? 'POST' : 'GET',
    headers,
    ...(form && { body: form.toString() }),
  });
}
