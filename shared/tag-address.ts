/** How a script of Ringlet is told from others by its address. */
const KEYED = /\/r\/([0-9a-z]{12,40})\.js/;
const PINNED = /\/v\/[\w.-]+\/ringlet\.js/;

/** The key in the address of a tag; `''` for a pinned one, whose key stands beside it; null for any other script. */
export function readTagAddress(address: string): string | null {
  return KEYED.exec(address)?.[1] ?? (PINNED.test(address) ? '' : null);
}

/** The address of a tag inside a script's text or a comment, or null. */
export function findTagAddress(text: string): string | null {
  const address =
    /(?:https?:)?\/\/[^\s"'<>\\]{1,300}\/(?:r\/[0-9a-z]{12,40}\.js|v\/[\w.-]+\/ringlet\.js)/.exec(
      text.replaceAll('\\/', '/'),
    );
  return address?.[0] ?? null;
}
