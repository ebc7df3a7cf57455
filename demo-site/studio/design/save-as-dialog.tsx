import { useEffect, useRef, useState } from 'preact/hooks';
import { FieldErrors, FieldScope, TextField } from '../field.tsx';

interface Props {
  suggestion: string;
  problem: string;
  /** True once it is saved. */
  onSave(name: string): Promise<boolean>;
  onClose(): void;
}

/** Asks what a new style is to be called. */
export function SaveAsDialog({ suggestion, problem, onSave, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState(suggestion);
  const [isSaving, setSaving] = useState(false);
  const [hasTried, setTried] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const save = async (event: Event) => {
    event.preventDefault();
    setSaving(true);
    setTried(true);
    const isSaved = name.trim() !== '' && (await onSave(name.trim()));
    setSaving(false);
    if (isSaved) dialog.current?.close();
  };
  const fault = name.trim() === '' ? 'A style needs a name' : problem;
  const errors = hasTried && !isSaving && fault ? [{ path: 'name', code: 'invalid', message: fault }] : [];
  return (
    <dialog ref={dialog} class="card dialog" aria-labelledby="save-style-title" onClose={onClose}>
      <h2 id="save-style-title">Save as new</h2>
      <FieldScope.Provider value="style.">
        <FieldErrors.Provider value={errors}>
          <form class="dialog-form" onSubmit={save}>
            <TextField
              label="Name of the style"
              path="name"
              value={name}
              maxLength={100}
              onChange={setName}
              hint="This widget wears it at once. Other widgets can choose it too."
            />
            <div class="row">
              <button class="button button-accent" type="submit" disabled={isSaving}>
                Save style
              </button>
              <button class="button" type="button" onClick={() => dialog.current?.close()}>
                Cancel
              </button>
            </div>
          </form>
        </FieldErrors.Provider>
      </FieldScope.Provider>
    </dialog>
  );
}
