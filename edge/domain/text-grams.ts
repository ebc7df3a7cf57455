/**
 * Three letters of a text as a number. A text that contains another contains its grams too; letters of rare scripts
 * may share a gram, which only lets through a little more.
 */
export function gramAt(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) & 0x3ff) << 20) |
    ((text.charCodeAt(at + 1) & 0x3ff) << 10) |
    (text.charCodeAt(at + 2) & 0x3ff)
  );
}

/** None of a text that is shorter than three letters. */
export function gramsOf(text: string): number[] {
  return Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => gramAt(text, at));
}
