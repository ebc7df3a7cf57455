import type { JSX } from 'preact';

const PART = /\[([^\][]+)\]\(((?:https?:\/\/|tel:|mailto:)[^\s()<>"]+)\)|<br\s*\/?>/gi;

/**
 * An owner's text: `[label](url)` with http, https, tel or mailto becomes a link and `<br>` a new line; all else is
 * plain text.
 */
export function RichText({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let from = 0;
  for (const match of text.matchAll(PART)) {
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

/** The same text where neither links nor lines can be: names of buttons. */
export function plainText(text: string): string {
  return text.replace(PART, (_, label?: string) => label ?? ' ');
}

function Link({ url, label }: { url: string; label: string }): JSX.Element {
  const isPage = /^http/i.test(url);
  return (
    <a href={url} {...(isPage && { target: '_blank', rel: 'noopener noreferrer' })}>
      {label}
    </a>
  );
}
