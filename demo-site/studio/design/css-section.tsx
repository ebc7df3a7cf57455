import { useRef } from 'preact/hooks';
import { useFieldId } from '../field.tsx';
import type { Design } from './use-design.ts';

const MAX_LENGTH = 20_000;

/** Rules of the owner's own, with what of them is not taken, by line (S1-80). */
export function CssSection({ design }: { design: Design }) {
  const { css, style, change } = design;
  const id = useFieldId('style.css');
  const gutter = useRef<HTMLPreElement>(null);
  const bad = new Set(css.refused.map(({ line }) => line));
  const lines = style.css.split('\n');
  return (
    <section class="card section">
      <h2>
        <label for={id}>Custom CSS</label>
      </h2>
      <div class="code-editor">
        <pre ref={gutter} aria-hidden="true">
          {lines.map((_, i) => (
            <span key={i} class={bad.has(i + 1) ? 'bad-line' : ''}>
              {`${i + 1}\n`}
            </span>
          ))}
        </pre>
        <textarea
          id={id}
          rows={Math.min(24, Math.max(8, lines.length + 1))}
          wrap="off"
          spellcheck={false}
          maxLength={MAX_LENGTH}
          placeholder=".rl-button { border-radius: 25px }"
          value={style.css}
          aria-invalid={css.refused.length > 0 || css.problem !== ''}
          aria-describedby={`${id}-hint`}
          onInput={(event) => change({ css: event.currentTarget.value }, 'css')}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div id={`${id}-hint`}>
        {css.problem && <p class="field-error">{css.problem}</p>}
        <ul class="refusals">
          {css.refused.map(({ line, text }) => (
            <li key={`${line}.${text}`} class="field-error">
              Line {line}: {text}
            </li>
          ))}
        </ul>
        <p class="muted small">
          Parts: <code>.rl-launcher</code> <code>.rl-tip</code> <code>.rl-card</code> <code>.rl-title</code>{' '}
          <code>.rl-lead</code> <code>.rl-detail</code> <code>.rl-input</code> <code>.rl-button</code>. What
          is not taken is left out; the preview shows what is.
        </p>
      </div>
    </section>
  );
}
