import '../../support/attr-node-value.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Swap } from '../../../shared/contract/swap.ts';
import { createSwapper, type ShowOptions, type Swapper } from '../../../widget/swap/swapper.ts';

const SWAP: Swap = {
  office: 'off_a',
  selectors: ['.phone'],
  replaces: ['+74950000000'],
  number: '+74951234567',
  kind: 'leased',
  expiresInS: 600,
};
const IN_TIME: ShowOptions = { late: 'always', isRenewal: false };

let swapper: Swapper;
let events: [string, unknown][];

beforeEach(() => {
  events = [];
  swapper = createSwapper(document, (name, detail) => void events.push([name, detail]));
});
afterEach(() => swapper.restore());

function page(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body;
}

function show(...swaps: Swap[]): void {
  swapper.show(swaps.length > 0 ? swaps : [SWAP], IN_TIME);
}

/** Mutation observers report in a microtask. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('swapping', () => {
  it('writes a number that is split over several nodes', () => {
    const body = page('<p class="phone"><span>8 (495)</span> 000<!-- -->-00<b>-00</b></p>');
    show();
    expect(body.innerHTML).toBe('<p class="phone"><span>8 (495)</span> 123<!-- -->-45<b>-67</b></p>');
  });

  it('changes the data of nodes and never the nodes', () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    const node = body.querySelector('p')?.firstChild;
    show();
    expect(body.querySelector('p')?.firstChild).toBe(node);
  });

  it('puts E.164 into the first node where the old form cannot hold the number', () => {
    const body = page('<p class="phone">Tel <span>8 (495)</span> 000-00-00.</p>');
    show({ ...SWAP, number: '+4930123456' });
    expect(body.innerHTML).toBe('<p class="phone">Tel <span>+4930123456</span>.</p>');
  });

  it('does not join numbers across lines', () => {
    const body = page(
      '<div class="phone">8 (495) 000-00-00<br>8 (495) 765-43-21<p>8 495 000 00 00</p></div>',
    );
    show();
    expect(body.textContent).toBe('8 (495) 123-45-678 (495) 765-43-218 495 123 45 67');
  });

  it.each([
    '<p class="phone">office 5<br>495 000 00 00</p>',
    '<div class="phone">office 5<p>495 000 00 00</p></div>',
    '<div class="phone"><p>495 000 00 00</p>5 minutes</div>',
    '<div class="phone">room 1<i data-ringlet="off">7</i>495 000 00 00</div>',
  ])('does not join a number with digits of another line: %s', (html) => {
    const body = page(html);
    show();
    expect(body.innerHTML).toBe(html.replace('495 000 00 00', '495 123 45 67'));
  });

  it.each([
    ['a link', '<a class="phone" href="tel:+74950000000">8 (495) 000-00-00</a>', 'tel:+74951234567'],
    [
      'the link around',
      '<a href="tel:84950000000"><b class="phone">8 (495) 000-00-00</b></a>',
      'tel:+74951234567',
    ],
    ['a link inside', '<p class="phone"><a href="tel:84950000000">Call</a></p>', 'tel:+74951234567'],
    [
      'the only link, whatever its number',
      '<p class="phone"><a href="tel:112">Call</a></p>',
      'tel:+74951234567',
    ],
    ['a chat', '<a class="phone" href="https://wa.me/74950000000">Chat</a>', 'https://wa.me/74951234567'],
  ])('swaps %s', (_name, html, href) => {
    const body = page(html);
    show();
    expect(body.querySelector('a')?.getAttribute('href')).toBe(href);
  });

  it('leaves a link to another number beside one of the list', () => {
    const body = page(
      '<p class="phone"><a href="tel:+74950000000">a</a> <a href="tel:+78005553535">b</a></p>',
    );
    show();
    expect(Array.from(body.querySelectorAll('a'), (link) => link.getAttribute('href'))).toEqual([
      'tel:+74951234567',
      'tel:+78005553535',
    ]);
  });

  it.each([
    '<div data-ringlet="off"><p class="phone">+74950000000</p></div>',
    '<p class="phone"><i data-ringlet="off">+74950000000</i></p>',
    '<div class="phone"><script type="application/ld+json">"+74950000000"</script></div>',
    '<div class="phone"><style>/* +74950000000 */</style></div>',
    '<div class="phone"><textarea>+74950000000</textarea></div>',
    '<div class="phone"><select><option>+74950000000</option></select></div>',
    '<div class="phone"><pre>+74950000000</pre><code>+74950000000</code></div>',
    '<div class="phone"><svg><text>+74950000000</text></svg></div>',
    '<div class="phone" contenteditable="true">+74950000000</div>',
    '<p>+74950000000</p>',
  ])('never touches %s', (html) => {
    const before = page(html).innerHTML;
    show();
    expect(document.body.innerHTML).toBe(before);
  });

  it('takes the attribute that names the office for a target', () => {
    const body = page(
      '<p data-ringlet-number="off_a">+7 495 000-00-00</p><p data-ringlet-number="off_b">+7 495 000-00-00</p>',
    );
    show();
    expect(body.textContent).toBe('+7 495 123-45-67+7 495 000-00-00');
  });

  it('gives a nested target its own office and a contested one the first', () => {
    const other: Swap = { ...SWAP, office: 'off_b', selectors: ['.inner', '.both'], number: '+74957654321' };
    const body = page(
      '<div class="phone">+74950000000 <b class="inner">+74950000000</b></div><i class="phone both">+74950000000</i>',
    );
    show(SWAP, other);
    expect(body.textContent).toBe('+74951234567 +74957654321+74951234567');
    expect(events.map(([, detail]) => (detail as { places: number }).places)).toEqual([2, 1]);
  });

  it('skips a bad selector and goes on with the others', () => {
    const body = page('<p class="phone">+74950000000</p>');
    show({ ...SWAP, selectors: ['.', '.phone', ':nonsense('] });
    expect(body.textContent).toBe('+74951234567');
    expect(events).toContainEqual([
      'swap_skipped',
      { reason: 'bad_selector', office: 'off_a', selector: '.' },
    ]);
    expect(events).toContainEqual([
      'swap',
      { office: 'off_a', number: '+74951234567', kind: 'leased', places: 1 },
    ]);
  });

  it('says once per office that a target has no number', async () => {
    page('<p class="phone">Call us</p><p class="phone">Write to us</p>');
    show();
    await settle();
    expect(events).toEqual([['swap_skipped', { reason: 'no_number', office: 'off_a' }]]);
  });

  it('asks the page before every office', () => {
    const body = page('<p class="phone">+74950000000</p>');
    show();
    swapper.beforeSwap(({ office }) => office !== 'off_a');
    expect(body.textContent).toBe('+74950000000');
    expect(events).toContainEqual(['swap_skipped', { reason: 'veto', office: 'off_a' }]);
  });
});

describe('showing again', () => {
  it('writes and tells nothing the second time', async () => {
    page('<a class="phone" href="tel:84950000000">8 (495) 000-00-00</a>');
    show();
    const after = document.body.innerHTML;
    events = [];
    show();
    expect(await swapper.rescan(document)).toBe(2);
    expect([document.body.innerHTML, events]).toEqual([after, []]);
  });

  it('goes from one number to the next by the form of the page', () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    show({ ...SWAP, number: '+4930123456' });
    show();
    expect(body.textContent).toBe('8 (495) 123-45-67');
  });

  it('gives back the number of an office that the next answer leaves out', () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    show();
    swapper.show([], IN_TIME);
    expect(body.textContent).toBe('8 (495) 000-00-00');
  });

  it('restores the page byte for byte', () => {
    const html =
      '<header><a class="phone" href="tel:8%20495%20000-00-00"><b>8&nbsp;(495)</b> 000‑00‑00</a></header>' +
      '<p class="phone">Tel. +7\u202f495\u202f000\u202f00\u202f00; 8 495 000 00 00</p>';
    const before = page(html).innerHTML;
    show();
    expect(document.body.innerHTML).not.toBe(before);
    swapper.restore();
    expect(document.body.innerHTML).toBe(before);
  });

  it('leaves what the page wrote itself when it restores', () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    show();
    swapper.restore();
    (body.querySelector('p')?.firstChild as Text).data = 'by mail only';
    swapper.restore();
    expect(body.textContent).toBe('by mail only');
  });
});

describe('a page that changes', () => {
  it('swaps what is added', async () => {
    const body = page('<main></main>');
    show();
    body
      .querySelector('main')
      ?.insertAdjacentHTML('beforeend', '<footer><p class="phone">8 (495) 000-00-00</p></footer>');
    await settle();
    expect(body.textContent).toBe('8 (495) 123-45-67');
  });

  it.each([1, 20])('finds the one number among %i rows that come at once', async (rows) => {
    // Of a small page all is looked at again, whatever comes.
    const body = page(`${'<hr>'.repeat(300)}<ul class="list"></ul>`);
    swapper.show([{ ...SWAP, selectors: [] }], IN_TIME);
    const list = body.querySelector('ul') as Element;
    for (let row = 0; row < rows; row++) list.insertAdjacentHTML('beforeend', `<li>price ${row * 37}</li>`);
    list.insertAdjacentHTML('beforeend', '<li>Tel <b>8 (495)</b> 000-00-00</li><li>9:00-21:00</li>');
    await settle();
    expect(list.lastElementChild?.previousElementSibling?.textContent).toBe('Tel 8 (495) 123-45-67');
    expect(events.filter(([name]) => name === 'swap')).toHaveLength(1);
  });

  it('tells of what breaks inside by its event and by nothing else', async () => {
    page('<p class="phone">8 (495) 000-00-00</p>');
    const broken = vi.spyOn(document, 'querySelectorAll').mockImplementation(() => {
      throw new Error("the page's own");
    });
    expect(await swapper.show([SWAP], IN_TIME)).toBe(0);
    broken.mockRestore();
    expect(events).toEqual([['error', { code: 'internal' }]]);
  });

  it('swaps again what a framework writes in place', async () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    show();
    (body.querySelector('p')?.firstChild as Text).data = 'Now: +7 495 000 00 00';
    await settle();
    expect(body.textContent).toBe('Now: +7 495 123 45 67');
    swapper.restore();
    expect(body.textContent).toBe('Now: +7 495 000 00 00');
  });

  it('swaps again a link that a framework sets back', async () => {
    const body = page('<a class="phone" href="tel:84950000000">Call</a>');
    show();
    body.querySelector('a')?.setAttribute('href', 'tel:84950000000');
    await settle();
    expect(body.querySelector('a')?.getAttribute('href')).toBe('tel:+74951234567');
  });

  it('gives way to a page that will not have it, instead of freezing it', async () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    const text = body.querySelector('p')?.firstChild as Text;
    const fight = vi.fn(() => {
      if (text.data !== '8 (495) 000-00-00') text.data = '8 (495) 000-00-00';
    });
    const opponent = new MutationObserver(fight);
    opponent.observe(text, { characterData: true });
    show();
    for (let i = 0; i < 60; i++) await settle();
    opponent.disconnect();
    expect(text.data).toBe('8 (495) 000-00-00');
    expect(fight.mock.calls.length).toBeLessThan(60);
  });

  it('lets go of the page once it is restored', async () => {
    const body = page('<p class="phone">8 (495) 000-00-00</p>');
    show();
    swapper.restore();
    body.insertAdjacentHTML('beforeend', '<p class="phone">8 (495) 000-00-00</p>');
    await settle();
    expect(body.textContent).toBe('8 (495) 000-00-008 (495) 000-00-00');
  });
});

describe('an answer that comes late', () => {
  const seen = { width: 100, height: 20, top: 10 } as DOMRect;
  const unseen = { width: 100, height: 20, top: 10_000 } as DOMRect;

  function placed(selector: string, rect: DOMRect): void {
    for (const element of document.querySelectorAll(selector)) element.getBoundingClientRect = () => rect;
  }

  it.each([
    ['unseen', '+74950000000', '+74951234567'],
    ['never', '+74950000000', '+74950000000'],
    ['always', '+74951234567', '+74951234567'],
  ] as const)('%s: what is in view shows %s, what is below %s', async (late, inView, below) => {
    page('<p id="top" class="phone">+74950000000</p><p id="low" class="phone">+74950000000</p>');
    placed('#top', seen);
    placed('#low', unseen);
    swapper.show([SWAP], { late, isRenewal: false });
    await settle();
    expect(document.querySelector('#top')?.textContent).toBe(inView);
    expect(document.querySelector('#low')?.textContent).toBe(below);
    expect(events.some(([, detail]) => (detail as { reason?: string }).reason === 'late')).toBe(
      late !== 'always',
    );
  });

  it('leaves the same places alone when it is renewed, and swaps them when it is asked to', () => {
    page('<p id="top" class="phone">+74950000000</p>');
    placed('#top', seen);
    swapper.show([SWAP], { late: 'unseen', isRenewal: false });
    swapper.show([SWAP], { late: 'always', isRenewal: true });
    expect(document.body.textContent).toBe('+74950000000');
    swapper.rescan(document);
    expect(document.body.textContent).toBe('+74951234567');
  });
});
