/**
 * Places in which a number stands on a page. `{}` is the number as it is written; `{1}` and `{2}` are its halves;
 * `{each}` is each of its signs in a `<span>`.
 */
export const SHAPES: readonly (readonly [name: string, html: string])[] = [
  ['alone', '<p class="phone">{}</p>'],
  ['words around it', '<p class="phone">Звоните: {} (круглосуточно)</p>'],
  ['halves', '<p class="phone"><span>{1}</span>{2}</p>'],
  ['a span for each sign', '<div class="phone">{each}</div>'],
  [
    'translated by the browser',
    '<p class="phone"><font style="vertical-align: inherit;"><font>{1}</font></font><font><!-- x -->{2}</font></p>',
  ],
  ['deep in a list', '<ul class="phone"><li>Office 5</li><li><b><i>{}</i></b></li><li>9:00-21:00</li></ul>'],
];
