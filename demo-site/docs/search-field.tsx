import { useEffect, useRef } from 'preact/hooks';

/** `/` goes to the search from anywhere, Escape empties it, Enter opens the first hit. */
export function SearchField(props: { query: string; onChange(query: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', focusSearch);
    return () => removeEventListener('keydown', focusSearch);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onChange('');
    if (event.key === 'Enter') document.querySelector<HTMLAnchorElement>('.contents .links a')?.click();
  };
  return (
    <search class="field">
      <label for="search">
        Search <kbd>/</kbd>
      </label>
      <input
        ref={input}
        id="search"
        class="input"
        type="search"
        placeholder="numbers, PATCH, If-Match…"
        aria-keyshortcuts="/"
        value={props.query}
        onInput={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}
