import {
  SMARTCALL_ACTIONS,
  type SmartCallAction,
  type SmartCallKeys,
} from '../../../../shared/contract/admin/scenario.ts';
import type { LegRef, PromptCommand } from '../../../domain/ports.ts';
import { legAddress } from '../leg-address.ts';
import { listenTwiml, sayTwiml, type TwimlEar } from './twiml.ts';

/** How an answer is understood. It travels in the address that the answer is sent to, which Twilio signs. */
export type Hearing = Omit<TwimlEar, 'action'>;

interface Place {
  origin: string;
  /** Routing key of the integration. */
  key: string;
}

/** The document of a prompt. */
export function promptTwiml(place: Place, prompt: PromptCommand): string {
  const { text, first = null, language, voice, repeats, gather, speech, keys = {}, leg } = prompt;
  const said = { text, first, language, voice, repeats };
  return sayTwiml(said, gather ? earOf(place, leg, { language, speech, keys }) : null);
}

/** The document that goes on listening to the answer to `query`, without a word. */
export function goOnTwiml(place: Place, leg: LegRef, query: URLSearchParams): string {
  return listenTwiml(earOf(place, leg, readHearing(query)));
}

export function readHearing(query: URLSearchParams): Hearing {
  return {
    language: query.get('language') ?? 'en',
    speech: query.get('speech') === '1',
    keys: readKeys(query.get('keys') ?? ''),
  };
}

/** A new turn each time, so that what was heard in answer to one document counts once. */
function earOf(place: Place, leg: LegRef, hearing: Hearing): TwimlEar {
  const { language, speech, keys } = hearing;
  const turn = crypto.randomUUID();
  const extra = { turn, language, speech: speech ? '1' : '0', keys: writeKeys(keys) };
  return { action: legAddress({ ...place, provider: 'twilio' }, 'gather', leg, extra), ...hearing };
}

/** `connect5.cancel7` */
function writeKeys(keys: SmartCallKeys): string {
  return Object.entries(keys)
    .map(([action, digit]) => action + digit)
    .join('.');
}

function readKeys(text: string): SmartCallKeys {
  const keys: SmartCallKeys = {};
  for (const part of text.split('.')) {
    const action = part.slice(0, -1);
    if (isAction(action)) keys[action] = part.slice(-1);
  }
  return keys;
}

function isAction(text: string): text is SmartCallAction {
  return (SMARTCALL_ACTIONS as readonly string[]).includes(text);
}
