import { useEffect, useId, useState } from 'preact/hooks';
import type { Upload } from '../../../shared/contract/admin/upload.ts';
import { UPLOADS_PATH } from '../../../shared/paths.ts';
import { listAll, uploadFile } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { tellFailure } from './save-style.ts';
import type { Design } from './use-design.ts';

interface Props {
  design: Design;
  session: BrowserSession;
  onUnauthorized(): void;
}

/** A picture above the text, out of the account's own (S1-84). */
export function BackgroundSection({ design, session, onUnauthorized }: Props) {
  const { style, change } = design;
  const { pictures, problem, isBusy, upload } = usePictures(session, onUnauthorized);
  const name = useId();
  const put = (background: string | null) => change({ background }, `background.${background}`);
  return (
    <section class="card section">
      <div class="row section-head">
        <h2>Background picture</h2>
        <label class="button button-small upload-button">
          {isBusy ? 'Uploading…' : 'Upload a picture'}
          <input
            type="file"
            class="visually-hidden"
            accept="image/png,image/jpeg,image/webp"
            disabled={isBusy}
            onChange={async (event) => {
              const input = event.currentTarget;
              const [file] = input.files ?? [];
              const saved = file && (await upload(file));
              input.value = ''; // the same file may be chosen again
              if (saved) put(saved.key);
            }}
          />
        </label>
      </div>
      <fieldset class="picture-choice">
        <legend class="visually-hidden">Background picture</legend>
        <label>
          <input type="radio" name={name} checked={style.background === null} onChange={() => put(null)} />
          <span class="no-picture">No picture</span>
        </label>
        {pictures.map((picture) => (
          <label key={picture.id}>
            <input
              type="radio"
              name={name}
              checked={style.background === picture.key}
              onChange={() => put(picture.key)}
            />
            <img src={`${UPLOADS_PATH}/${picture.key}`} alt={picture.name} loading="lazy" />
          </label>
        ))}
      </fieldset>
      <p class="muted small">
        PNG, JPEG or WebP of up to 10 MB. It stands above the text, so that no text stands on it.
      </p>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function usePictures(session: BrowserSession, onUnauthorized: () => void) {
  const [pictures, setPictures] = useState<readonly Upload[]>([]);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    void listAll<Upload>(session, 'uploads').then((answer) => {
      if (answer.kind === 'ok') setPictures(answer.value.filter(({ type }) => type.startsWith('image/')));
      else if (answer.kind === 'unauthorized') onUnauthorized();
      else setProblem(tellFailure(answer));
    });
  }, [session]);
  const upload = async (file: File): Promise<Upload | null> => {
    setBusy(true);
    setProblem('');
    const answer = await uploadFile<Upload>(session, file);
    setBusy(false);
    if (answer.kind === 'unauthorized') onUnauthorized();
    if (answer.kind !== 'ok') {
      setProblem(`Not uploaded: ${tellFailure(answer)}`);
      return null;
    }
    const saved = answer.value.entity;
    if (!saved.type.startsWith('image/')) {
      setProblem('That is no picture.');
      return null;
    }
    setPictures((known) => [saved, ...known.filter(({ id }) => id !== saved.id)]);
    return saved;
  };
  return { pictures, problem, isBusy, upload };
}
