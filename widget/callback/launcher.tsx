import type { JSX, Ref } from 'preact';
import { Icon } from './icons.tsx';
import { plainText, RichText } from './rich-text.tsx';

export interface LauncherProps {
  label: string;
  isOpen: boolean;
  cardId: string;
  buttonRef: Ref<HTMLButtonElement>;
  onIntent: () => void;
  onOpen: () => void;
}

/** The round button at the edge of the window. It steps aside while the card is open. */
export function Launcher(props: LauncherProps): JSX.Element {
  const { label, isOpen, cardId, buttonRef, onIntent, onOpen } = props;
  const name = plainText(label);
  return (
    <button
      type="button"
      class="launcher"
      ref={buttonRef}
      hidden={isOpen}
      aria-label={name}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={isOpen ? cardId : undefined}
      onPointerEnter={onIntent}
      onFocus={onIntent}
      onClick={onOpen}
    >
      <Icon name="phone" size={26} />
      <span class="tip" aria-hidden="true">
        {name}
      </span>
    </button>
  );
}

export interface TeaserProps {
  title: string;
  button: string;
  closeLabel: string;
  buttonRef: Ref<HTMLButtonElement>;
  onIntent: () => void;
  onOpen: () => void;
  onClose: () => void;
}

/** The active widget (S1-84): the launcher opened as a small card, without a click. */
export function Teaser(props: TeaserProps): JSX.Element {
  const { title, button, closeLabel, buttonRef, onIntent, onOpen, onClose } = props;
  return (
    <div class="corner">
      <div class="teaser" data-look="active" onPointerEnter={onIntent} onFocusIn={onIntent}>
        <span class="badge">
          <Icon name="phone" size={20} />
        </span>
        <div class="ask">
          <p>
            <RichText text={title} />
          </p>
          <button type="button" class="button" ref={buttonRef} aria-haspopup="dialog" onClick={onOpen}>
            {plainText(button)}
          </button>
        </div>
        <button type="button" class="close" aria-label={closeLabel} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </div>
    </div>
  );
}
