import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../edge/domain/custom-css/clean-css.ts';
import { CSS_COLOURS, CSS_PARTS } from '../../../edge/domain/custom-css/css-parts.ts';
import { attackSheets } from '../../support/attack-sheets.ts';

const SHEET = ['widget', 'card', 'status', 'time-picker']
  .map((sheet) => readFileSync(`widget/callback/${sheet}.css`, 'utf8'))
  .join('\n');

describe("an owner's rules", () => {
  it('are kept, and written anew', () => {
    const css = `/* Ours */
      .rl-title, .rl-card .rl-lead { COLOR: #FFF; font-size: 1em }
      .rl-button:hover { background: linear-gradient(to right, var(--rl-accent) 0%, rgb(0 0 0/50%)); padding: 4px 8px }
      @media (max-width: 480px) { .rl-card { border: 2px solid rebeccapurple; border-radius: 8px } }`;
    expect(cleanCss(css)).toEqual({
      css: [
        '.rl-title, .rl-card .rl-lead {color: #fff; font-size: 1em}',
        '.rl-button:hover {background: linear-gradient(to right, var(--rl-accent) 0%, rgb(0 0 0 / 50%)); padding: 4px 8px}',
        '@media (max-width: 480px) {.rl-card {border: 2px solid rebeccapurple; border-radius: 8px}}',
      ].join('\n'),
      refused: [],
    });
  });

  it('lose what is not allowed, line by line, and keep the rest', () => {
    const css = `.rl-title { color: red;
      position: fixed;
      font-size: 99px; font-weight: 700 }
      .agree { display: none }
      .rl-lead { color: blue !important }
      @import "x";`;
    expect(cleanCss(css)).toEqual({
      css: '.rl-title {color: red; font-weight: 700}',
      refused: [
        { line: 2, what: 'position of .rl-title' },
        { line: 3, what: '99px in font-size' },
        { line: 4, what: 'a selector of something else than the parts of the widget' },
        { line: 5, what: '!important of color' },
        { line: 6, what: '@import' },
      ],
    });
  });

  it('may say of a list of parts only what each of them may be told', () => {
    expect(cleanCss('.rl-title, .rl-card { color: red; }').refused).toEqual([
      { line: 1, what: 'color of .rl-card' },
    ]);
  });

  it('name parts that the sheet has, and properties that are set', () => {
    for (const part of Object.keys(CSS_PARTS)) expect(SHEET).toMatch(new RegExp(`\\.${part}[ ,:{[]`));
    for (const colour of CSS_COLOURS) expect(SHEET).toContain(`var(${colour})`);
  });
});

describe('attack sheets', () => {
  const sheets = attackSheets();

  it('are 500 different ones, and more', () => {
    expect(new Set(sheets).size).toBeGreaterThanOrEqual(500);
  });

  it('leave nothing behind that fetches, places, hides, or reaches another part', () => {
    const left = sheets.flatMap((sheet) => cleanCss(sheet).css.split('\n'));
    const allowed =
      /^(@media \((prefers-color-scheme: (dark|light)|(max|min)-width: \d+px)\) \{)?((\.rl-[a-z]+(:[a-z]+)?( > | |, )?)+ \{([a-z-]+: [a-z0-9#%.,()/ -]+(; )?)+\} ?)+\}?$/;
    expect(left.filter((line) => line !== '' && !allowed.test(line))).toEqual([]);
    const dangerous =
      /url|image|import|expression|position|display|opacity|visibility|content|fixed|host|agree|\d{4}|\\|["'*@&[\]]/;
    expect(left.filter((line) => dangerous.test(line.replace(/^@media/, '')))).toEqual([
      ...left.filter((line) => line.includes('max-width: 9999px')),
    ]);
  });

  it('come out the same when they are read once more', () => {
    for (const sheet of sheets) {
      const { css } = cleanCss(sheet);
      expect(cleanCss(css)).toEqual({ css, refused: [] });
    }
  });

  it('are told of, whenever something was left out', () => {
    const silent = sheets.filter((sheet) => {
      const { css, refused } = cleanCss(sheet);
      return css === '' && refused.length === 0 && !sheet.startsWith('/*');
    });
    expect(silent).toEqual([]);
  });
});
