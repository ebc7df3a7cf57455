import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icons.tsx';
import { RichText } from './rich-text.tsx';

export interface CardProps {
  id: string;
  title: string;
  /** Names the card where it has no title. */
  name: string;
  closeLabel: string;
  /** What the live region says; it stands there before it has anything to say, or nobody would hear it. */
  news: string;
  /** The whole window of a small screen. The page behind it rests meanwhile. */
  isModal: boolean;
  /** Further class names. */
  look: string;
  /** With the sign of the launcher beside the title. */
  hasBadge: boolean;
  cardRef: { current: HTMLDialogElement | null };
  onClose: () => void;
  children: ComponentChildren;
}

/**
 * The card at the window's corner, where the page stays usable, or the sheet that covers a small screen. Opened by
 * itself it is never modal: nothing may take the page from somebody who did not ask for it.
 */
export function Card(props: CardProps): JSX.Element {
  const { id, title, name, closeLabel, news, isModal, look, hasBadge, cardRef, onClose, children } = props;
  const place = (element: HTMLDialogElement | null) => {
    cardRef.current = element;
    // `show` would take the focus, the attribute does not.
    if (isModal && element && !element.open) element.showModal?.();
  };
  return (
    <div class="corner">
      <dialog
        class={`card ${look}`}
        id={id}
        ref={place}
        open={!isModal || undefined}
        aria-labelledby={title ? `${id}-title` : undefined}
        aria-label={title ? undefined : name}
        tabIndex={-1}
        onCancel={(event) => {
          event.preventDefault();
          onClose();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      >
        <div class="head">
          {hasBadge && (
            <span class="badge">
              <Icon name="phone" size={20} />
            </span>
          )}
          {title && (
            <h2 class="title" id={`${id}-title`}>
              <RichText text={title} />
            </h2>
          )}
          <button type="button" class="close" aria-label={closeLabel} onClick={onClose}>
            <Icon name="close" size={20} />
          </button>
        </div>
        <p class="news" role="status">
          {news}
        </p>
        {children}
      </dialog>
    </div>
  );
}
