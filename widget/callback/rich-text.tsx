import type { JSX } from 'preact';
import { MARKUP } from './plain-text.ts';

/**
 * An owner's text: `[label](url)` with http, https, tel or mailto becomes a link and `<br>` a new line; all else is
 * plain text.
 */
export function RichText({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKUP)) {
    const [whole, label, url] = match;
    parts.push(text.slice(from, match.index));
    parts.push(url ? <Link url={url} label={label ?? ''} /> : <br />);
    from = match.index + whole.length;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

function Link({ url, label }: { url: string; label: string }): JSX.Element {
  const isPage = /^http/i.test(url);
  return (
    <a href={url} {...(isPage && { target: '_blank', rel: 'noopener noreferrer' })}>
      {label}
    </a>
  );
}
