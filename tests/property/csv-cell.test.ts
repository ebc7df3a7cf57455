import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from '../../edge/domain/csv-cell.ts';

const RUNS = 20_000;
const FORMULA = /^ *[=+\-@\t\r＝＋－＠]/;

/** What spreadsheets are attacked with, between anything at all. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        "'",
        ',',
        ';',
        '＝',
        '＠',
        ' ',
        '=1+1',
        '|cmd',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** By the letter of RFC 4180, with any separator: quotes count at the beginning of a cell alone. */
function parse(text: string, separator = ','): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text.charAt(++i);
      else isQuoted = false;
    } else if (char === '"' && cell === '') isQuoted = true;
    else if (char === separator || char === '\n') {
      rows.at(-1)?.push(char === '\n' ? cell.replace(/\r$/, '') : cell);
      cell = '';
      if (char === '\n') rows.push([]);
    } else cell += char;
  }
  return rows.slice(0, -1);
}

describe('a cell of CSV', () => {
  it('is never taken for a formula, whatever is in it and whichever separator its reader goes by', () => {
    const property = fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (cells) => {
      const text = csvRow(cells);
      for (const separator of [',', ';', '\t']) {
        for (const cell of parse(text, separator).flat()) expect(cell).not.toMatch(FORMULA);
      }
      // By a reader who goes by those, and knows nothing of quotes.
      for (const cell of text.split(/[;\t\n]/)) expect(cell.replace(/^[" ]+|\r$/g, '')).not.toMatch(FORMULA);
    });
    fc.assert(property, { numRuns: RUNS });
  });

  it('comes back as it was, but for the apostrophes that disarm it', () => {
    const property = fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (cells) => {
      const [row = [], ...others] = parse(csvRow(cells));
      expect(others).toEqual([]);
      expect(row).toHaveLength(cells.length);
      const bare = (text: string) => text.replaceAll("'", '');
      expect(row.map(bare)).toEqual(cells.map(bare));
    });
    fc.assert(property, { numRuns: RUNS });
  });

  it.each([
    ['=cmd|/c calc!A1', "'=cmd|/c calc!A1\r\n"],
    ['+79161234567', '"79161234567"\r\n'],
    ['+7 916 123-45-67', "'+7 916 123-45-67\r\n"],
    ['a;=1+1', '"a;\'=1+1"\r\n'],
    ['a, -5 %', '"a, -5 %"\r\n'],
    ['say "hi"', '"say ""hi"""\r\n'],
    ['Кухни, двери', '"Кухни, двери"\r\n'],
    ['plain', 'plain\r\n'],
    [-5, '-5\r\n'],
    [true, 'true\r\n'],
    [null, '\r\n'],
  ])('of %j is %j', (value, text) => {
    expect(csvRow([value])).toBe(text);
  });
});
