import type { LegRef, PromptCommand } from '../../domain/ports.ts';
import type { CallAnswer } from './answer-call.ts';
import type { Hook } from './leg-address.ts';
import { goOnTwiml, promptTwiml } from './twilio/twilio-prompt.ts';
import { hangUpTwiml, parkTwiml } from './twilio/twiml.ts';

/**
 * What a provider is told that asks what a leg of a callback is to do next; null if it has not asked. A call that
 * nobody knows (`isKnown`) is to end: it would ring a telephone twice. A `question` is asked again.
 */
export function answerLeg(
  place: { provider: string; origin: string; key: string },
  hook: Hook,
  leg: LegRef,
  { isKnown, question, query }: { isKnown: boolean; question: PromptCommand | null; query: URLSearchParams },
): CallAnswer | null {
  if (place.provider !== 'twilio' || hook === 'events' || hook === 'recording') return null;
  if (!isKnown || hook === 'after') return xml(hangUpTwiml());
  if (hook === 'answer') return xml(parkTwiml());
  return xml(question ? promptTwiml(place, question) : goOnTwiml(place, leg, query));
}

function xml(body: string): CallAnswer {
  return { contentType: 'text/xml; charset=utf-8', body };
}
