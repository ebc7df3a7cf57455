import type { Swap } from '../../../shared/contract/swap.ts';

/** A piece of a page. Without `wanted` not one byte of it may change. */
export interface PageCase {
  name: string;
  html: string;
  wanted?: string;
  /** Two offices and an answer for the whole page are named; the default is the first office by `.phone`. */
  offices?: 'two' | 'page' | 'both on the page' | 'one by its microdata' | 'another country';
}

const FIRST = { office: 'off_a', replaces: ['+74950000000'], number: '+74951234567' };
const SECOND = { office: 'off_b', replaces: ['+78120000000'], number: '+78127654321' };

export const ANSWERS: Record<NonNullable<PageCase['offices']> | 'one', Swap[]> = {
  one: [swap(FIRST, ['.phone'])],
  two: [swap(FIRST, ['.phone']), swap(SECOND, ['.phone.spb', '.spb-phone'])],
  page: [swap(FIRST, [])],
  'both on the page': [swap(FIRST, []), swap(SECOND, [])],
  'one by its microdata': [swap(FIRST, ['[itemprop=telephone]'])],
  'another country': [swap({ ...FIRST, number: '+4930123456' }, ['.phone'])],
};

function swap(office: Pick<Swap, 'office' | 'replaces' | 'number'>, selectors: string[]): Swap {
  return { ...office, selectors, kind: 'leased', expiresInS: 600 };
}

const OLD = '8 (495) 000-00-00';
const NEW = '8 (495) 123-45-67';
const LINK_OLD = '<a class="phone" href="tel:+74950000000">8 (495) 000-00-00</a>';
const LINK_NEW = '<a class="phone" href="tel:+74951234567">8 (495) 123-45-67</a>';

/** Links that call or write to a phone: what is there and what it becomes. */
const LINKS: PageCase[] = [
  ['tel:+74950000000', 'tel:+74951234567'],
  ['tel:84950000000', 'tel:+74951234567'],
  ['tel:8-495-000-00-00', 'tel:+74951234567'],
  ['tel:+7(495)000-00-00', 'tel:+74951234567'],
  ['tel:+7 495 000 00 00', 'tel:+74951234567'],
  ['tel:+7%20495%20000-00-00', 'tel:+74951234567'],
  ['tel:%2B74950000000', 'tel:+74951234567'],
  ['tel://84950000000', 'tel:+74951234567'],
  ['TEL:84950000000', 'TEL:+74951234567'],
  ['tel:4950000000', 'tel:+74951234567'],
  ['tel:+74950000000;ext=12', 'tel:+74951234567;ext=12'],
  ['tel:+74950000000,12', 'tel:+74951234567,12'],
  ['tel:+74950000000p12', 'tel:+74951234567p12'],
  ['tel:+74950000000%2312', 'tel:+74951234567%2312'],
  ['sms:+74950000000', 'sms:+74951234567'],
  ['sms:+74950000000?body=Hi%2C%208', 'sms:+74951234567?body=Hi%2C%208'],
  ['sms:84950000000;?&amp;body=Hi', 'sms:+74951234567;?&amp;body=Hi'],
  ['callto:84950000000', 'callto:+74951234567'],
  ['https://wa.me/74950000000', 'https://wa.me/74951234567'],
  ['https://wa.me/+74950000000?text=Hi', 'https://wa.me/74951234567?text=Hi'],
  ['http://WA.me/74950000000#x', 'http://WA.me/74951234567#x'],
].map(([href, wanted]) => ({
  name: `the link ${href}`,
  html: `<a class="phone" href="${href}" data-x="${href}">Call</a>`,
  wanted: `<a class="phone" href="${wanted}" data-x="${href}">Call</a>`,
}));

/** Nothing of these is ever touched. */
const NEVER: PageCase[] = [
  `<p>${OLD}</p>`,
  `<div data-ringlet="off"><p class="phone">${OLD}</p></div>`,
  `<p class="phone" data-ringlet="off">${OLD}</p>`,
  `<p class="phone"><i data-ringlet="off">${OLD}</i></p>`,
  `<div class="phone"><script type="application/ld+json">{"telephone":"+74950000000"}</script></div>`,
  `<div class="phone"><script>var phone = '+74950000000'</script></div>`,
  '<div class="phone"><style>/* +74950000000 */</style></div>',
  `<div class="phone"><noscript>${OLD}</noscript></div>`,
  `<div class="phone"><template><p class="phone">${OLD}</p></template></div>`,
  `<div class="phone"><textarea>${OLD}</textarea></div>`,
  `<div class="phone"><input value="${OLD}" placeholder="${OLD}"></div>`,
  `<div class="phone"><select><option>${OLD}</option></select></div>`,
  `<div class="phone"><pre>${OLD}</pre><code>${OLD}</code></div>`,
  `<div class="phone"><svg><text>${OLD}</text></svg></div>`,
  `<div class="phone" contenteditable="true">${OLD}</div>`,
  `<div class="phone" contenteditable=""><b>${OLD}</b></div>`,
  `<div class="phone"><p contenteditable="plaintext-only">${OLD}</p></div>`,
  `<div class="phone"><span itemprop="telephone">${OLD}</span></div>`,
  `<span class="phone" itemprop="telephone">${OLD}</span>`,
  `<div class="phone"><meta itemprop="telephone" content="+74950000000"></div>`,
  `<div class="phone"><a itemprop="name telephone" href="tel:+74950000000">${OLD}</a></div>`,
  `<div class="phone"><!-- ${OLD} --></div>`,
  `<div class="phone" title="${OLD}" aria-label="${OLD}"><img alt="${OLD}" src="data:,"></div>`,
  `<div class="phone" data-phone="+74950000000" id="t84950000000"></div>`,
  `<div class="phone"><a href="/74950000000?tel=+74950000000">order</a></div>`,
  `<div class="phone"><a href="https://example.com/tel:+74950000000">order</a></div>`,
  `<div class="phone"><a href="https://wa.me/79161112233">chat</a></div>`,
  `<div class="phone"><a href="https://wa.me/message/74950000000X">chat</a></div>`,
  `<div class="phone"><a href="mailto:74950000000@example.com">mail</a></div>`,
  `<a href="tel:+74950000000">${OLD}</a>`,
  '<div class="phone">8 (495)<br>000-00-00</div>',
  '<table class="phone"><tr><td>8 (495)</td><td>000-00-00</td></tr></table>',
  '<div class="phone"><p>8 (495)</p><p>000-00-00</p></div>',
  '<div class="phone">8 (495) <i data-ringlet="off">0</i>000-00-00</div>',
].map((html) => ({ name: `never: ${html}`, html }));

const SHAPED: PageCase[] = [
  { name: 'a link', html: LINK_OLD, wanted: LINK_NEW },
  {
    name: 'the link around the target',
    html: `<a href="tel:84950000000"><b class="phone">${OLD}</b></a>`,
    wanted: `<a href="tel:+74951234567"><b class="phone">${NEW}</b></a>`,
  },
  {
    name: 'a link with an icon only',
    html: '<div class="phone"><a href="tel:84950000000"><img src="data:," alt="Call"></a></div>',
    wanted: '<div class="phone"><a href="tel:+74951234567"><img src="data:," alt="Call"></a></div>',
  },
  {
    name: 'the only link, whatever its number',
    html: '<p class="phone"><a href="tel:112">Call</a></p>',
    wanted: '<p class="phone"><a href="tel:+74951234567">Call</a></p>',
  },
  {
    name: 'a link to the local number under our own',
    html: '<p class="phone"><a href="tel:0000000">8 (495) 000-00-00</a></p>',
    wanted: '<p class="phone"><a href="tel:+74951234567">8 (495) 123-45-67</a></p>',
  },
  {
    name: 'a link to a fax beside our own number',
    html: '<p class="phone">8 (495) 000-00-00, fax <a href="tel:+74997654321">8 (499) 765-43-21</a></p>',
    wanted: '<p class="phone">8 (495) 123-45-67, fax <a href="tel:+74997654321">8 (499) 765-43-21</a></p>',
  },
  {
    name: 'a link to another number beside one to ours',
    html: '<p class="phone"><a href="tel:+74950000000">a</a> <a href="tel:+78005553535">b</a></p>',
    wanted: '<p class="phone"><a href="tel:+74951234567">a</a> <a href="tel:+78005553535">b</a></p>',
  },
  {
    name: 'a chat beside a call',
    html: '<p class="phone"><a href="tel:84950000000">Call</a> <a href="https://wa.me/79161112233">Chat</a></p>',
    wanted:
      '<p class="phone"><a href="tel:+74951234567">Call</a> <a href="https://wa.me/79161112233">Chat</a></p>',
  },
  {
    name: 'two numbers in one target, both ours',
    html: '<p class="phone">+7 495 000-00-00, 8 495 000 00 00</p>',
    wanted: '<p class="phone">+7 495 123-45-67, 8 495 123 45 67</p>',
  },
  {
    name: 'two numbers in one target, one ours',
    html: '<p class="phone">8 (495) 765-43-21 8 (495) 000-00-00</p>',
    wanted: '<p class="phone">8 (495) 765-43-21 8 (495) 123-45-67</p>',
  },
  {
    name: 'a table',
    html: '<table class="phone"><tbody><tr><td>5</td><td>495 000 00 00</td><td>9:00</td></tr></tbody></table>',
    wanted:
      '<table class="phone"><tbody><tr><td>5</td><td>495 123 45 67</td><td>9:00</td></tr></tbody></table>',
  },
  {
    name: 'line breaks around it',
    html: '<p class="phone">office 5<br>495 000 00 00<br>9 to 5</p>',
    wanted: '<p class="phone">office 5<br>495 123 45 67<br>9 to 5</p>',
  },
  {
    name: 'wrapped over source lines',
    html: '<p class="phone">\n      8 (495)\n      000-00-00\n    </p>',
    wanted: '<p class="phone">\n      8 (495)\n      123-45-67\n    </p>',
  },
  {
    name: 'comments of a framework inside',
    html: '<p class="phone">8 (495) <!--[-->000<!-- -->-00<!--]-->-00</p>',
    wanted: '<p class="phone">8 (495) <!--[-->123<!-- -->-45<!--]-->-67</p>',
  },
  {
    name: 'a place to break inside',
    html: '<p class="phone">8 (495)<wbr>000<wbr>-00-00</p>',
    wanted: '<p class="phone">8 (495)<wbr>123<wbr>-45-67</p>',
  },
  {
    name: 'from right to left',
    html: '<p class="phone" dir="rtl">هاتف: <bdo dir="ltr">+٧ ٤٩٥ ٠٠٠ ٠٠ ٠٠</bdo></p>',
    wanted: '<p class="phone" dir="rtl">هاتف: <bdo dir="ltr">+٧ ٤٩٥ ١٢٣ ٤٥ ٦٧</bdo></p>',
  },
  {
    name: 'digits of another line on both sides',
    html: '<div class="phone">room 1<p>495 000 00 00</p>5 minutes</div>',
    wanted: '<div class="phone">room 1<p>495 123 45 67</p>5 minutes</div>',
  },
  {
    name: 'a block inside a link',
    html: '<a class="phone" href="tel:84950000000"><div>Call</div><div>8 (495) 000-00-00</div></a>',
    wanted: '<a class="phone" href="tel:+74951234567"><div>Call</div><div>8 (495) 123-45-67</div></a>',
  },
  {
    name: 'contenteditable that is switched off',
    html: '<p class="phone" contenteditable="false">8 (495) 000-00-00</p>',
    wanted: '<p class="phone" contenteditable="false">8 (495) 123-45-67</p>',
  },
  {
    name: 'the attributes that an element names, and no others',
    html: '<a class="phone" href="tel:84950000000" title="8 495 000-00-00" aria-label="Call 8 495 000-00-00" data-ringlet-attributes="title">Call</a>',
    wanted:
      '<a class="phone" href="tel:+74951234567" title="8 495 123-45-67" aria-label="Call 8 495 000-00-00" data-ringlet-attributes="title">Call</a>',
  },
  {
    name: 'attributes of elements inside',
    html: '<p class="phone"><img src="data:," alt="8 495 000-00-00" data-ringlet-attributes="alt"><input placeholder="8 495 000-00-00" value="8 495 000-00-00" data-ringlet-attributes="placeholder aria-label"></p>',
    wanted:
      '<p class="phone"><img src="data:," alt="8 495 123-45-67" data-ringlet-attributes="alt"><input placeholder="8 495 123-45-67" value="8 495 000-00-00" data-ringlet-attributes="placeholder aria-label"></p>',
  },
  {
    name: 'no attribute that is not for readers',
    html: '<p class="phone" id="84950000000" data-a="84950000000" data-ringlet-attributes="id data-a onclick">x</p>',
  },
  {
    name: 'the attribute that names the office',
    html: `<p data-ringlet-number="off_a">${OLD}</p><p data-ringlet-number="off_b">${OLD}</p>`,
    wanted: `<p data-ringlet-number="off_a">${NEW}</p><p data-ringlet-number="off_b">${OLD}</p>`,
  },
  {
    name: 'microdata that a selector names',
    offices: 'one by its microdata',
    html: `<span itemprop="telephone">${OLD}</span>`,
    wanted: `<span itemprop="telephone">${NEW}</span>`,
  },
  {
    name: 'a number of another country',
    offices: 'another country',
    html: '<p class="phone">(+7 495 000-00-00) or Tel (495) 000-00-00.</p>',
    wanted: '<p class="phone">(+4930123456) or Tel +4930123456.</p>',
  },
  {
    name: 'a number of another country over several nodes',
    offices: 'another country',
    html: '<p class="phone">Tel <span>8 (495)</span> 000-00-00.</p>',
    wanted: '<p class="phone">Tel <span>+4930123456</span>.</p>',
  },
];

const OFFICES: PageCase[] = [
  {
    name: 'two offices, each in its own place',
    html: '<p class="phone">+7 495 000-00-00</p><p class="spb-phone">+7 812 000-00-00</p>',
    wanted: '<p class="phone">+7 495 123-45-67</p><p class="spb-phone">+7 812 765-43-21</p>',
  },
  {
    name: 'the innermost selector',
    html: '<div class="phone">+7 495 000-00-00 <b class="spb-phone">+7 812 000-00-00</b> +7 495 000-00-00</div>',
    wanted:
      '<div class="phone">+7 495 123-45-67 <b class="spb-phone">+7 812 765-43-21</b> +7 495 123-45-67</div>',
  },
  {
    name: 'a number of the outer office in the inner place',
    html: '<div class="phone"><b class="spb-phone">+7 495 000-00-00</b></div>',
    wanted: '<div class="phone"><b class="spb-phone">+7 812 765-43-21</b></div>',
  },
  {
    name: 'a place of both, with a number of nobody: the first in the list',
    html: '<p class="phone spb">+7 499 765-43-21</p>',
    wanted: '<p class="phone spb">+7 495 123-45-67</p>',
  },
  {
    name: 'a place of both, with the number of each',
    html: '<p class="phone spb">+7 812 000-00-00, +7 495 000-00-00</p>',
    wanted: '<p class="phone spb">+7 812 765-43-21, +7 495 123-45-67</p>',
  },
].map((one) => ({ ...one, offices: 'two' as const }));

/** Offices without selectors have their own number found anywhere, and nothing else is ever guessed. */
const WHOLE: PageCase[] = [
  {
    name: 'on the whole page',
    html: `<header><a href="tel:84950000000">${OLD}</a></header><ul><li>1</li><li>Tel <b>8 (495)</b> 000-00-00</li></ul>`,
    wanted: `<header><a href="tel:+74951234567">${NEW}</a></header><ul><li>1</li><li>Tel <b>8 (495)</b> 123-45-67</li></ul>`,
  },
  {
    name: 'on the whole page, our digits behind the code of another country',
    html: '<p>+1 (495) 000-00-00</p>',
  },
  { name: 'on the whole page, nobody else', html: '<p>8 (499) 765-43-21 <a href="tel:112">112</a></p>' },
  {
    name: 'on the whole page, never what is off',
    html: `<div data-ringlet="off"><p>${OLD}</p></div><pre>${OLD}</pre><p itemprop="telephone">${OLD}</p>`,
  },
  {
    name: 'on the whole page, across inline elements and no lines',
    html: '<div>8 <span>(495)</span> <b>000-00</b>-00<br>8 (495)<br>000-00-00<div>8 495</div>000 00 00</div>',
    wanted:
      '<div>8 <span>(495)</span> <b>123-45</b>-67<br>8 (495)<br>000-00-00<div>8 495</div>000 00 00</div>',
  },
  {
    name: 'on the whole page, numbers that touch in the source',
    html: '<ul><li>8 495 000 00 00</li><li>8 495 000 00 00</li><li>5</li><li>4950000000</li><li>5</li></ul>',
    wanted:
      '<ul><li>8 495 123 45 67</li><li>8 495 123 45 67</li><li>5</li><li>4951234567</li><li>5</li></ul>',
  },
];

export const PAGES: readonly PageCase[] = [
  ...LINKS,
  ...NEVER,
  ...SHAPED,
  ...OFFICES,
  ...WHOLE.map((one) => ({ ...one, offices: 'page' as const })),
  {
    name: 'both offices on the whole page',
    offices: 'both on the page',
    html: '<p>+7 812 000-00-00</p><p>+7 495 000-00-00, 8 812 0000000</p>',
    wanted: '<p>+7 812 765-43-21</p><p>+7 495 123-45-67, 8 812 7654321</p>',
  },
];
