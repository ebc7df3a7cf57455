import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Words } from './texts.ts';

export interface CardProps {
  id: string;
  words: Words;
  /** What the live region says; it stands there before it has anything to say, or nobody would hear it. */
  news: string;
  /** A change of it means that what had the focus is gone. */
  stageKind: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** The card at the window's corner, a sheet on small screens. Non-modal: the page stays usable. */
export function Card({ id, words, news, stageKind, onClose, children }: CardProps): JSX.Element {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = card.current?.getRootNode();
    if (!(root instanceof ShadowRoot) || root.activeElement) return;
    const isSmall = matchMedia('(max-width: 480px)').matches;
    const field = stageKind === 'form' && !isSmall ? card.current?.querySelector<HTMLElement>('.input') : null;
    (field ?? card.current)?.focus({ preventScroll: true });
  }, [stageKind]);
  return (
    <div class="corner">
      <div
        class="card"
        id={id}
        ref={card}
        role="dialog"
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      >
        <header class="head">
          <h2 class="title" id={`${id}-title`}>
            {words.title}
          </h2>
          <button type="button" class="close" aria-label={words.close} onClick={onClose}>
            <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
              <path d="M6 6l12 12M18 6L6 18" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
            </svg>
          </button>
        </header>
        <p class="news" role="status">
          {news}
        </p>
        {children}
      </div>
    </div>
  );
}
