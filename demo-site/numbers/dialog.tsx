import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: string;
  isWide?: boolean;
  onClose(): void;
  /** `close` puts the dialog away as the Escape key does. */
  children: (close: () => void) => ComponentChildren;
}

/** A modal window. It takes the focus, and gives it back to what opened it. */
export function Dialog({ title, isWide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class={`card dialog ${isWide ? 'dialog-wide' : ''}`}
      aria-labelledby={id}
      onClose={onClose}
    >
      <h2 id={id}>{title}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  );
}
