import { useState } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

interface Props {
  title: string;
  text: string;
  action: string;
  /** What went wrong, or nothing. */
  act(): Promise<string>;
  onClose(): void;
}

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog({ title, text, action, act, onClose }: Props) {
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <div class="dialog-form">
          <p>{text}</p>
          {fault && (
            <p class="notice notice-bad" role="alert">
              {fault}
            </p>
          )}
          <div class="row">
            <button
              class="button button-accent"
              type="button"
              disabled={isBusy}
              onClick={async () => {
                setBusy(true);
                const wrong = await act();
                setBusy(false);
                setFault(wrong);
                if (!wrong) close();
              }}
            >
              {action}
            </button>
            <button class="button" type="button" onClick={close}>
              Cancel
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
