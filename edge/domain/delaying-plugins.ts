import type { TagFact } from './page-facts.ts';

/** Plug-ins that keep a script from running by writing another type or attribute over it, by what they write. */
const PLUGINS: readonly { name: string; attribute?: RegExp; type?: RegExp }[] = [
  { name: 'WP Rocket', attribute: /^data-rocket-src$/, type: /^rocketlazyloadscript$/ },
  { name: 'Rocket Loader', type: /^[0-9a-f]{8,}-(text\/javascript|module)$|^text\/rocketscript$/ },
  { name: 'LiteSpeed Cache', type: /^litespeed\/javascript$/ },
  { name: 'Perfmatters', type: /^pmdelayedscript$/ },
  { name: 'Flying Scripts', attribute: /^data-flying-src$/, type: /^flyingscript$/ },
  { name: 'SiteGround Optimizer', attribute: /^data-sg-src$/ },
  { name: 'NitroPack', attribute: /^(data-)?nitro-src$/, type: /^nitropack\// },
  // The habit of all consent managers: a type that no browser runs, until the visitor agrees.
  { name: 'the consent manager', attribute: /^data-(cmp|cookieblock)-src$/, type: /^text\/plain$/ },
  { name: 'a lazy-loading plug-in', attribute: /^data-(lazy-|lazyload-)?src$/ },
];

/** Types that browsers run as classic scripts. */
const RUNS = /^(text|application)\/(x-)?(java|ecma)script$|^module$|^$/;

/** Who keeps this tag from running when the page is read, or null if nobody does. */
export function findDelay({ attribute, type }: Pick<TagFact, 'attribute' | 'type'>): string | null {
  if (attribute === 'src' && RUNS.test(type)) return null;
  const plugin = PLUGINS.find(
    (one) =>
      one.type?.test(type) === true || (attribute !== 'src' && one.attribute?.test(attribute) === true),
  );
  return plugin?.name ?? 'a plug-in';
}
