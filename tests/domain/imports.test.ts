import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from '../../edge/domain/csv-cell.ts';
import { readImport } from '../../edge/domain/imports/read-import.ts';
import { readRow } from '../../edge/domain/imports/read-row.ts';
import { parseCsv } from '../../edge/domain/parse-csv.ts';

describe('a CSV text', () => {
  it('is read as people and spreadsheets write it', () => {
    const rows = (text: string) => parseCsv(text);
    expect(rows('a,b\n1,2')).toEqual({
      kind: 'rows',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
    expect(rows('\uFEFFa;b\r\n"x;y";"say ""hi"""\r\n\r\n')).toEqual({
      kind: 'rows',
      rows: [
        ['a', 'b'],
        ['x;y', 'say "hi"'],
      ],
    });
    expect(rows('a\tb\r1\t"two\nlines"')).toEqual({
      kind: 'rows',
      rows: [
        ['a', 'b'],
        ['1', 'two\nlines'],
      ],
    });
    expect(rows('a,b\n"1,2')).toEqual({ kind: 'unclosed', row: 2 });
    expect(rows('')).toEqual({ kind: 'rows', rows: [] });
  });

  it('gives back every cell that our own lists have written', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }), (rows) => {
        const text = csvRow(['name', 'extension']) + rows.map((row) => csvRow(row)).join('');
        const read = readImport('offices', { csv: text });
        const expected = rows.map(([name, extension]) => [name.trim(), extension.trim()]);
        const shown = read.kind === 'rows' ? read.rows.map((row) => [row.name, row.extension]) : [];
        // An apostrophe that disarms what begins inside a cell stays: nobody can tell it from one that was typed.
        const plain = (cells: unknown[][]) =>
          cells.map((two) => two.map((one) => String(one).replaceAll("'", '')));
        const tidy = (cells: unknown[][]) =>
          plain(cells).map((two) => two.map((one) => one.replace(/^\+/, '')));
        expect(tidy(shown)).toEqual(tidy(expected));
      }),
    );
  });
});

describe('a row', () => {
  it.each([
    ['8 (495) 123-45-67', '+74951234567'],
    ['74951234567', '+74951234567'],
    [74_951_234_567, '+74951234567'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('takes the telephone %s', (e164, expected) => {
    expect(readRow('numbers', { e164 })).toMatchObject({ kind: 'input', input: { e164: expected } });
  });

  it.each(['=1+1', 'next door', '12', '+7495123456789012', "'; DROP TABLE", '+7495х234567'])(
    'refuses the telephone %s by its field',
    (e164) => {
      expect(readRow('numbers', { e164 })).toMatchObject({
        kind: 'faults',
        faults: [{ path: 'e164', code: 'invalid_format' }],
      });
    },
  );

  it('keeps no field that nobody knows, also if it is called like one of Object', () => {
    const read = readImport('numbers', { csv: 'e164,__proto__,constructor\n+74951234567,x,y' });
    const [row] = read.kind === 'rows' ? read.rows : [];
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    const told = readRow('numbers', row ?? {});
    expect(told.kind === 'faults' && told.faults.map(({ code }) => code)).toContain('unrecognized_key');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
