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
