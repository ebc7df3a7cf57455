import type { LegRef, PromptCommand } from '../../domain/ports.ts';
import type { CallAnswer } from './answer-call.ts';
import type { Hook } from './leg-address.ts';
import { gatherAddress, promptTwiml } from './twilio/twilio-provider.ts';
import { hangUpTwiml, listenTwiml, parkTwiml } from './twilio/twiml.ts';

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
  if (question) return xml(promptTwiml(place, question));
  const hearing = { language: query.get('language') ?? 'en', speech: query.get('speech') === '1' };
  return xml(listenTwiml({ action: gatherAddress(place, leg, hearing), ...hearing }));
}

function xml(body: string): CallAnswer {
  return { contentType: 'text/xml; charset=utf-8', body };
}
