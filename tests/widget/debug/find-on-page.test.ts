import { expect, it } from 'vitest';
import { findOnPage, findTags } from '../../../widget/debug/find-on-page.ts';

const OFFICE = { office: 'off_1', replaces: ['+74950001010'], number: '+74951000001' };

function found(html: string, selector: string, number: string | null = OFFICE.number) {
  document.body.innerHTML = html;
  const [first] = findOnPage(document, [{ ...OFFICE, number, selectors: [selector] }]);
  return first && [first.elements.length, first.shown, first.skipped];
}

it.each([
  ['a number in its place', '<p class="a">8 (495) 100-00-01</p>', [1, 1, {}]],
  ['a link to it', '<a class="a" href="tel:+74951000001">Call</a>', [1, 1, {}]],
  ['the page’s own number', '<p class="a">8 (495) 000-10-10</p>', [1, 0, { kept: 1 }]],
  [
    'a place without a number',
    '<p class="a">Call us</p><p class="a">0-800-KITCHEN</p>',
    [2, 0, { no_number: 2 }],
  ],
  [
    'a place that is off',
    '<div data-ringlet="off"><p class="a">8 (495) 000-10-10</p></div>',
    [1, 0, { off: 1 }],
  ],
  ['nothing', '<p>8 (495) 000-10-10</p>', [0, 0, {}]],
])('sees %s', (_, html, expected) => {
  expect(found(html, '.a')).toEqual(expected);
});

it('judges no place where nothing is to be shown', () => {
  expect(found('<p class="a">Call us</p>', '.a', null)).toEqual([1, 0, {}]);
});

it('tells a selector that is none', () => {
  expect(found('<p>', '.')).toEqual([0, 0, { bad_selector: 1 }]);
});

it('finds places by their mark, and does not miss them', () => {
  document.body.innerHTML = '<b data-ringlet-number="off_1">8 (495) 100-00-01</b>';
  const all = findOnPage(document, [{ ...OFFICE, selectors: ['.a'] }]);
  expect(all.map(({ elements, shown }) => [elements.length, shown])).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

it('knows the tags of the page by their addresses', () => {
  document.body.replaceChildren();
  for (const src of [
    'https://c.example/r/s0123456789abcdef.js',
    'https://c.example/r/x.js',
    'https://c.example/v/1.0.0/ringlet.js',
  ]) {
    const script = document.createElement('script');
    script.setAttribute('src', src);
    script.type = 'text/nothing';
    script.dataset.site = 's9';
    document.body.append(script);
  }
  expect(findTags(document)).toEqual(['s0123456789abcdef', 's9']);
});
