import { useEffect, useRef } from 'preact/hooks';
import { saidOn } from '../../shared/contract/simulator.ts';
import { isLive, type KnownLeg } from './telephones.ts';

/** Speaks what the voice says from the moment the speaker is switched on; older sentences stay silent. */
export function useSpeaker(isOn: boolean, legs: readonly KnownLeg[]): void {
  const spoken = useRef(new Map<string, number>());
  useEffect(() => {
    for (const leg of legs) {
      const from = spoken.current.get(leg.id) ?? 0;
      const said = saidOn(leg);
      if (isOn && isLive(leg)) said.slice(from).forEach(speak);
      spoken.current.set(leg.id, said.length);
    }
  }, [isOn, legs]);
  useEffect(() => {
    if (isOn) return () => window.speechSynthesis?.cancel();
  }, [isOn]);
}

function speak(sentence: string): void {
  if (!('speechSynthesis' in window)) return;
  const utterance = new SpeechSynthesisUtterance(sentence);
  utterance.lang = /[а-яё]/i.test(sentence) ? 'ru-RU' : 'en-US';
  window.speechSynthesis.speak(utterance);
}
