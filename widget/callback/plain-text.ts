/** All the markup that an owner's text may have: links, and lines. */
export const MARKUP: RegExp = /\[([^\][]+)\]\(((?:https?:\/\/|tel:|mailto:)[^\s()<>"]+)\)|<br\s*\/?>/gi;

/** The text where neither links nor lines can be: names of buttons. */
export function plainText(text: string): string {
  return text.replace(MARKUP, (_, label?: string) => label ?? ' ');
}
