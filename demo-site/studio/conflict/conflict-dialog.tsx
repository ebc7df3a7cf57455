import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conflict } from '../use-saved-draft.ts';
import type { Clash, Whose } from './compare-drafts.ts';
import { tellAuthor } from './find-author.ts';
import { tellField, tellValue } from './tell-field.ts';

interface Props {
  conflict: Conflict<object>;
  /** What an id is called. */
  nameOf(id: string): string | undefined;
  onSettle(choices: Whose[]): void;
}

/**
 * Two people changed the same fields, and this one came second: what each made of them, side by side, and whose is to
 * stay. What only one of them changed stays in any case. Until it is settled nothing is saved, and nothing is lost.
 */
export function ConflictDialog({ conflict, nameOf, onSettle }: Props) {
  const { author, comparison, theirs } = conflict;
  const { clashes, mineOnly, theirsOnly } = comparison;
  const dialog = useRef<HTMLDialogElement>(null);
  const [choices, setChoices] = useState<readonly Whose[]>(() => clashes.map(() => 'mine'));
  const [isAside, setAside] = useState(false);
  const show = () => {
    dialog.current?.showModal();
    setAside(false);
  };
  useEffect(() => {
    setChoices(clashes.map(() => 'mine'));
    if (!dialog.current?.open) show();
  }, [theirs.etag]);
  const them = tellAuthor(author);
  const takeAll = (whose: Whose) => setChoices(clashes.map(() => whose));
  const settle = (event: Event) => {
    event.preventDefault();
    dialog.current?.close();
    onSettle([...choices]);
  };
  return (
    <>
      {isAside && (
        <p class="notice conflict-reminder" role="status">
          Your changes wait, and nothing is saved: {them} changed the same.
          <button class="button button-small" type="button" onClick={show}>
            Choose
          </button>
        </p>
      )}
      <dialog
        ref={dialog}
        class="card dialog conflict"
        aria-labelledby="conflict-title"
        aria-describedby="conflict-lead"
        onClose={() => setAside(true)}
      >
        <form onSubmit={settle}>
          <h2 id="conflict-title">{them} changed the same</h2>
          <p id="conflict-lead">
            {author.at !== null && `Saved at ${clockTime(author.at)}, while you were working on it. `}
            Choose what is to stay; until then neither of you loses anything.
          </p>
          <div class="row">
            <button class="button button-small" type="button" onClick={() => takeAll('mine')}>
              Keep mine
            </button>
            <button class="button button-small" type="button" onClick={() => takeAll('theirs')}>
              Take theirs
            </button>
          </div>
          <div class="clashes">
            {clashes.map((clash, i) => (
              <ClashChoice
                key={clash.path.join('.')}
                clash={clash}
                them={them}
                choice={choices[i] ?? 'mine'}
                nameOf={nameOf}
                onChoose={(whose) => setChoices(choices.map((before, at) => (at === i ? whose : before)))}
              />
            ))}
          </div>
          {theirsOnly.length > 0 && (
            <p class="muted small">
              Only {them} changed, and it stays: {theirsOnly.map(tellField).join('; ')}.
            </p>
          )}
          {mineOnly.length > 0 && (
            <p class="muted small">Only you changed, and it stays: {mineOnly.map(tellField).join('; ')}.</p>
          )}
          <div class="row">
            <button class="button button-accent" type="submit">
              Save what is chosen
            </button>
            <button class="button" type="button" onClick={() => dialog.current?.close()}>
              Later
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

function ClashChoice(props: {
  clash: Clash;
  them: string;
  choice: Whose;
  nameOf(id: string): string | undefined;
  onChoose(whose: Whose): void;
}) {
  const { clash, them, choice, nameOf, onChoose } = props;
  const name = tellField(clash.path);
  const sides = { mine: ['Mine', clash.mine], theirs: [them, clash.theirs] } as const;
  return (
    <fieldset class="clash">
      <legend>{name}</legend>
      {(['mine', 'theirs'] as const).map((whose) => (
        <label key={whose} class="clash-side">
          <input
            type="radio"
            name={`clash-${clash.path.join('.')}`}
            checked={choice === whose}
            onChange={() => onChoose(whose)}
          />
          <span class="small muted">{sides[whose][0]}</span>
          <span class="clash-value" dir="auto">
            {tellValue(sides[whose][1], nameOf)}
          </span>
        </label>
      ))}
      <p class="muted small clash-base">Was: {tellValue(clash.base, nameOf)}</p>
    </fieldset>
  );
}

function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
}
