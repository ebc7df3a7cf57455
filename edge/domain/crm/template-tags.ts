/** Where something begins in a template, both counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** What is wrong with a template, and where. */
export class TemplateFault extends Error {
  readonly place: Place;

  constructor(place: Place, message: string) {
    super(message);
    this.place = place;
  }
}

/** A stretch of a template: plain text, an expression to write, or the inside of a statement. */
export interface TemplatePiece {
  kind: 'text' | 'output' | 'statement';
  text: string;
  place: Place;
}

const ENDS = { '{{': '}}', '{%': '%}', '{#': '#}' } as const;
/** Brackets within brackets; the parser calls itself for each. */
const MAX_DEPTH = 30;

/**
 * Cuts a template into its pieces as Jinja does with its presets: one line break at the very end is dropped, and `-`
 * inside a tag takes away the white space beside it.
 * @throws TemplateFault
 */
export function cutTemplate(source: string): TemplatePiece[] {
  const text = source.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const pieces: TemplatePiece[] = [];
  let at = 0;
  let trimsNext = false;
  while (at < text.length) {
    const start = nextTag(text, at);
    const end = start < 0 ? text.length : start;
    const before = text.slice(at, end);
    const trimmed = trimsNext ? before.trimStart() : before;
    if (start < 0) {
      pieces.push({ kind: 'text', text: trimmed, place: placeOf(text, at) });
      break;
    }
    const place = placeOf(text, start);
    const open = text.slice(start, start + 2) as keyof typeof ENDS;
    const close = endOfTag(text, start, ENDS[open], place);
    const inside = text.slice(start + 2, close);
    pieces.push({
      kind: 'text',
      text: inside.startsWith('-') ? trimmed.trimEnd() : trimmed,
      place: placeOf(text, at),
    });
    if (open !== '{#') {
      const kind = open === '{{' ? 'output' : 'statement';
      pieces.push({ kind, text: inside.replace(/^[-+]/, '').replace(/-$/, '').trim(), place });
    }
    trimsNext = inside.length > 1 && inside.endsWith('-');
    at = close + 2;
  }
  return pieces.filter(({ kind, text: own }) => kind !== 'text' || own !== '');
}

function nextTag(text: string, from: number): number {
  const found = text.slice(from).search(/\{[{%#]/);
  return found < 0 ? -1 : from + found;
}

/** Where the tag that begins at `start` ends. What stands in quotes ends nothing. */
function endOfTag(text: string, start: number, end: string, place: Place): number {
  if (end === '#}') {
    const close = text.indexOf(end, start + 2);
    if (close < 0) throw new TemplateFault(place, 'this comment has no end');
    return close;
  }
  let quote: string | null = null;
  let depth = 0;
  for (let i = start + 2; i < text.length; i++) {
    const char = text.charAt(i);
    if (quote !== null) {
      if (char === '\\') i++;
      else if (char === quote) quote = null;
    } else if (char === '"' || char === "'") quote = char;
    else if (text.startsWith(end, i)) return i;
    else if (char === '(' || char === '[') {
      depth += 1;
      if (depth > MAX_DEPTH) throw new TemplateFault(place, 'has too many brackets within each other');
    } else if (char === ')' || char === ']') depth -= 1;
  }
  const missing = quote === null ? end : `the closing ${quote}`;
  throw new TemplateFault(place, `this tag has no end: ${missing} is missing`);
}

function placeOf(text: string, at: number): Place {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1 };
}
