import type { JSX, Ref } from 'preact';

export interface LauncherProps {
  label: string;
  isOpen: boolean;
  cardId: string;
  buttonRef: Ref<HTMLButtonElement>;
  onOpen: () => void;
}

/** The round button at the edge of the window. It steps aside while the card is open. */
export function Launcher({ label, isOpen, cardId, buttonRef, onOpen }: LauncherProps): JSX.Element {
  return (
    <button
      type="button"
      class="launcher"
      ref={buttonRef}
      hidden={isOpen}
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={isOpen ? cardId : undefined}
      onClick={onOpen}
    >
      <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" focusable="false">
        <path
          fill="currentColor"
          d="M6.6 10.8a15.1 15.1 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2 2.45.57 3.57a1 1 0 0 1-.25 1.02z"
        />
      </svg>
      <span class="tip" aria-hidden="true">
        {label}
      </span>
    </button>
  );
}
