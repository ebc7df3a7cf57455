import { useEffect, useRef, useState } from 'preact/hooks';

/** As much of the Web Speech API as is used; the types of the DOM do not have it. */
interface Recognition {
  lang: string;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}

type MakeRecognition = new () => Recognition;

const CODES: Readonly<Record<string, string>> = { ru: 'ru-RU', en: 'en-US' };

/** The browser's own recogniser for one utterance at a time; null where the browser has none. */
export function useRecogniser(
  language: string,
  onWords: (words: string) => void,
): { isListening: boolean; toggle(): void } | null {
  const [isListening, setListening] = useState(false);
  const recognition = useRef<Recognition | null>(null);
  useEffect(() => () => recognition.current?.abort(), []);
  const Make = findRecogniser();
  if (!Make) return null;
  const start = () => {
    const listening = new Make();
    listening.lang = CODES[language] ?? language;
    listening.onresult = ({ results }) => onWords(results[0]?.[0]?.transcript ?? '');
    listening.onend = () => setListening(false);
    recognition.current = listening;
    setListening(true);
    listening.start();
  };
  return { isListening, toggle: () => (isListening ? recognition.current?.abort() : start()) };
}

function findRecogniser(): MakeRecognition | null {
  const { SpeechRecognition, webkitSpeechRecognition } = window as {
    SpeechRecognition?: MakeRecognition;
    webkitSpeechRecognition?: MakeRecognition;
  };
  return SpeechRecognition ?? webkitSpeechRecognition ?? null;
}
