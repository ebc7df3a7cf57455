import type { JSX } from 'preact';

const PART = /\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|<br\s*\/?>/gi;

/** An owner's text: `[label](url)` with http(s) becomes a link and `<br>` a new line; all else is plain text. */
export function RichText({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let from = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, label, url] = match;
    parts.push(text.slice(from, match.index));
    parts.push(
      url ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {label}
        </a>
      ) : (
        <br />
      ),
    );
    from = match.index + whole.length;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}
