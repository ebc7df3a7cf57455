import type { Swap } from '../../../shared/contract/swap.ts';
import { PLANS } from './formats.ts';
import { GUESSES, KEEPS } from './keeps.ts';
import { ANSWERS, PAGES } from './pages.ts';
import { SHAPES } from './shapes.ts';

/** A piece of a page, the answer, and the same piece as it is to be then, byte for byte. */
export interface CorpusCase {
  name: string;
  html: string;
  wanted: string;
  swaps: Swap[];
}

/** Every case of the tables. What is wanted is written there, and only put into its place here. */
export const CORPUS: readonly CorpusCase[] = [
  ...PLANS.flatMap(({ own, number, formats }) =>
    formats.flatMap(([format, text, wanted]) =>
      SHAPES.map(([shape, html]) => ({
        name: `${format}, ${shape}`,
        html: fill(html, text),
        wanted: fill(html, wanted),
        swaps: ANSWERS.one.map((swap) => ({ ...swap, replaces: [own], number })),
      })),
    ),
  ),
  ...KEEPS.map(([name, text]) => ({
    name: `keeps ${name}`,
    html: `<p class="phone">${text}</p>`,
    wanted: `<p class="phone">${text}</p>`,
    swaps: ANSWERS.one,
  })),
  ...GUESSES.map(([name, text, wanted]) => ({
    name: `the only number: ${name}`,
    html: `<p class="phone">${text}</p>`,
    wanted: `<p class="phone">${wanted}</p>`,
    swaps: ANSWERS.one,
  })),
  ...PAGES.map(({ name, html, wanted, offices }) => ({
    name,
    html,
    wanted: wanted ?? html,
    swaps: ANSWERS[offices ?? 'one'],
  })),
];

function fill(html: string, text: string): string {
  const half = Math.floor(text.length / 2);
  return html
    .replace('{}', text)
    .replace('{1}', text.slice(0, half))
    .replace('{2}', text.slice(half))
    .replace(
      '{each}',
      text
        .split('')
        .map((sign) => `<span>${sign}</span>`)
        .join(''),
    );
}
