import { useState } from 'preact/hooks';
import { MAX_SPOKEN } from '../../shared/contract/simulator.ts';
import { useRecogniser } from './recogniser.ts';

/** Words into a telephone: typed, or spoken where the browser can write down what it hears. */
export function SayForm(props: {
  /** Of the voice, like `ru`: words are understood in it. */
  language: string;
  isLinked: boolean;
  onSay(text: string): void;
}) {
  const [text, setText] = useState('');
  const say = (words: string) => {
    const spoken = words.trim().slice(0, MAX_SPOKEN);
    if (spoken !== '') props.onSay(spoken);
  };
  const microphone = useRecogniser(props.language, say);
  const submit = (event: Event) => {
    event.preventDefault();
    say(text);
    setText('');
  };
  return (
    <form class="say-form" aria-label="Say it" onSubmit={submit}>
      <input
        class="input"
        aria-label="Say"
        placeholder={props.language === 'ru' ? 'Say: соедините' : 'Say: connect'}
        lang={props.language}
        autocomplete="off"
        maxLength={MAX_SPOKEN}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button class="button" type="submit" disabled={!props.isLinked || text.trim() === ''}>
        Say
      </button>
      {microphone && (
        <button
          class="button microphone"
          type="button"
          aria-label="Speak into the microphone"
          aria-pressed={microphone.isListening}
          title="Your browser writes down what it hears, some by a service of their makers"
          disabled={!props.isLinked}
          onClick={microphone.toggle}
        >
          <MicrophoneMark />
        </button>
      )}
    </form>
  );
}

function MicrophoneMark() {
  return (
    <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
      <rect x="9" y="3" width="6" height="11" rx="3" stroke-width="1.8" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  );
}
