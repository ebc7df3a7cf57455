import type { Words } from '../texts-en.ts';

export type PreviewState =
  /** `until` is epoch ms. */
  { kind: 'open'; until: number } | { kind: 'over' };

interface Props {
  words: Words;
  state: PreviewState;
  /** The page as everybody sees it. */
  plain: string;
  onHide(): void;
}

/** One line at the edge of the page. */
export function PreviewBanner({ words, state, plain, onHide }: Props) {
  const isOpen = state.kind === 'open';
  return (
    <div class="banner" role="status">
      <p>
        <strong>{words.preview}</strong>{' '}
        {isOpen ? words.previewLead.replace('%TIME%', clockTime(state.until)) : words.previewOver}
      </p>
      <a href={plain}>{words.previewLeave}</a>
      {isOpen && (
        <button type="button" aria-label={words.fold} onClick={onHide}>
          ×
        </button>
      )}
    </div>
  );
}

function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
}
