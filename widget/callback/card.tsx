import type { ComponentChildren, JSX, Ref } from 'preact';

export interface CardProps {
  id: string;
  title: string;
  closeLabel: string;
  /** What the live region says; it stands there before it has anything to say, or nobody would hear it. */
  news: string;
  cardRef: Ref<HTMLDivElement>;
  onClose: () => void;
  children: ComponentChildren;
}

/** The card at the window's corner, a sheet on small screens. Non-modal: the page stays usable. */
export function Card({ id, title, closeLabel, news, cardRef, onClose, children }: CardProps): JSX.Element {
  return (
    <div class="corner">
      <div
        class="card"
        id={id}
        ref={cardRef}
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
            {title}
          </h2>
          <button type="button" class="close" aria-label={closeLabel} onClick={onClose}>
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
