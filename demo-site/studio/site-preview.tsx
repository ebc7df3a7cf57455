import { useId, useRef, useState } from 'preact/hooks';
import type { Preview } from '../../shared/contract/admin/preview.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { createEntity } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { CopyButton } from '../copy-button.tsx';
import { tellFailure } from './design/save-style.ts';
import { likelyPage } from './likely-page.ts';

interface Props {
  session: BrowserSession;
  site: Site;
  /** With the looks and texts that are to be seen. */
  draft: Widget;
  onUnauthorized(): void;
}

/** A link that shows what is not saved on the customer's own page, to whoever has it, for an hour. */
export function SitePreview(props: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        class="button"
        type="button"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        See it on your site
      </button>
      <dialog ref={dialog} class="card dialog" aria-labelledby="site-preview" onClose={() => setOpen(false)}>
        <h2 id="site-preview">See it on your site</h2>
        {isOpen && <LinkForm {...props} onClose={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

function LinkForm({ session, site, draft, onUnauthorized, onClose }: Props & { onClose(): void }) {
  const id = useId();
  const [url, setUrl] = useState(() => likelyPage(site));
  const [made, setMade] = useState<Preview | null>(null);
  const [problem, setProblem] = useState('');
  const [isMaking, setMaking] = useState(false);
  const make = async (event: Event) => {
    event.preventDefault();
    setMaking(true);
    const { id: widget, style, texts } = draft;
    const answer = await createEntity<Preview>(session, 'previews', { widget, url, style, texts });
    setMaking(false);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setMade(answer.kind === 'ok' ? answer.value.entity : null);
    setProblem(answer.kind === 'ok' ? '' : tellFailure(answer));
  };
  return (
    <form class="dialog-form" onSubmit={make}>
      <p>
        Makes a link to a page of {site.name} that has the code. It shows the widget with the looks and texts
        of the preview here, saved or not.
      </p>
      <div class="field">
        <label for={id}>Page</label>
        <input
          id={id}
          class="input"
          type="url"
          required
          inputMode="url"
          dir="ltr"
          value={url}
          aria-invalid={problem !== ''}
          aria-describedby={`${id}-problem`}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <p id={`${id}-problem`} class="field-error" role="alert" hidden={problem === ''}>
          {problem}
        </p>
      </div>
      {made?.link && (
        <div class="made-link" role="status">
          <code dir="ltr">{made.link}</code>
          <div class="row">
            <a class="button button-accent" href={made.link} target="_blank" rel="noopener noreferrer">
              Open the page
            </a>
            <CopyButton text={made.link} what="the link" />
          </div>
          <p class="muted small">
            Works until {clockTime(made.expiresAt)} for everybody who has it. Orders there call nobody, and
            nothing is counted. What you change from now on needs a new link.
          </p>
        </div>
      )}
      <div class="row">
        <button class={`button ${made ? '' : 'button-accent'}`} type="submit" disabled={isMaking}>
          {made ? 'Make a new link' : 'Make the link'}
        </button>
        <button class="button" type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </form>
  );
}

function clockTime(instant: string): string {
  const form = { hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(instant));
}
