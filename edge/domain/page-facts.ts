/** What the HTML of a customer's page says that matters to Ringlet, as `edge/http/read-page.ts` collects it. */
export interface PageFacts {
  /** The address of the page in the end, behind its redirects. */
  url: string;
  tags: TagFact[];
  /** A tag stands in a comment. */
  isCommentedOut: boolean;
  /** Something that puts in scripts of its own: a tag manager. */
  hasTagManager: boolean;
  /** Content-Security-Policy, of headers and of `meta` elements. */
  policies: string[];
  targets: TargetFact[];
}

/** A script element that loads Ringlet, or would. */
export interface TagFact {
  /** Where it loads from, absolute. */
  src: string;
  /** The site key that it names; null if it names none. */
  key: string | null;
  /** The attribute that holds the address: `src`, or where a plug-in has put it. */
  attribute: string;
  /** In lower case, empty if there is none. */
  type: string;
  nonce: string | null;
  /** `data-consent`. */
  consent: string | null;
  isInNoscript: boolean;
  /** Written out by a script of the page; its address was read from the script's text. */
  isInline: boolean;
}

/** What one selector finds. */
export interface TargetFact {
  selector: string;
  /** Elements; null if the selector is one that only a browser can look for. */
  count: number | null;
  /** The texts of some of them, cut. */
  texts: string[];
}

const KEYED = /\/r\/([0-9a-z]{12,40})\.js/;
const PINNED = /\/v\/[\w.-]+\/ringlet\.js/;

/** The key in the address of a tag; `''` for a pinned one, whose key stands beside it; null for any other script. */
export function readTagAddress(address: string): string | null {
  return KEYED.exec(address)?.[1] ?? (PINNED.test(address) ? '' : null);
}

/** The address of a tag inside a script or a comment, or null. */
export function findTagAddress(text: string): string | null {
  const address = /(?:https?:)?\/\/[^\s"'<>\\]+\/(?:r\/[0-9a-z]{12,40}\.js|v\/[\w.-]+\/ringlet\.js)/.exec(
    text.replaceAll('\\/', '/'),
  );
  return address?.[0] ?? null;
}
