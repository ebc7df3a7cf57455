import { useEffect, useRef } from 'preact/hooks';
import type { SimulatedTurn } from '../../shared/contract/simulator.ts';

const SPEAKERS: Readonly<Record<SimulatedTurn['by'], string>> = {
  voice: 'The voice: ',
  key: 'Pressed: ',
  word: 'Said here: ',
};

/** What was said and pressed on a telephone, with the newest in sight. */
export function Speech({ turns }: { turns: readonly SimulatedTurn[] }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [turns.length]);
  return (
    <div role="log" aria-label="What is said">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <ol class="bubbles" ref={list} tabIndex={0}>
        {turns.map(({ by, text }, index) => (
          <li key={index} class={`turn-${by}`} lang={/[а-яё]/i.test(text) ? 'ru' : 'en'}>
            <span class="visually-hidden">{SPEAKERS[by]}</span>
            {text}
          </li>
        ))}
      </ol>
    </div>
  );
}
