const MODULE_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * Response headers of static files. Cloudflare reads them from `_headers` in the site folder, the self-hosted
 * server from the manifest that it makes at start; both come from this one table.
 */
export const SITE_HEADERS: readonly { prefix: string; headers: Record<string, string> }[] = [
  {
    // A page of the demo shop that shows the tag under such a policy. In the demo the shop's server is also ours.
    prefix: '/shop/strict',
    headers: {
      'content-security-policy':
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    },
  },
  { prefix: '/assets/', headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
  {
    // Customers' pages import these from our origin. Their names change with their content.
    prefix: '/sdk/widget-',
    headers: MODULE_HEADERS,
  },
  { prefix: '/sdk/page-', headers: MODULE_HEADERS },
  { prefix: '/sdk/behaviour-', headers: MODULE_HEADERS },
  { prefix: '/sdk/debug-', headers: MODULE_HEADERS },
  { prefix: '/sdk/links-', headers: MODULE_HEADERS },
  {
    // The pinned form of the build of today, which the next build replaces.
    prefix: '/sdk/ringlet.js',
    headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
  },
  {
    // Released versions never change. Without CORS a browser cannot check their integrity.
    prefix: '/v/',
    headers: {
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  },
];

/** `path` begins with a slash. */
export function siteHeadersFor(path: string): Record<string, string> {
  const rule = SITE_HEADERS.find(({ prefix }) => path.startsWith(prefix));
  return { 'x-content-type-options': 'nosniff', ...rule?.headers };
}

/** The text of Cloudflare's `_headers` file. */
export function renderHeadersFile(): string {
  const rules = [{ prefix: '/', headers: { 'x-content-type-options': 'nosniff' } }, ...SITE_HEADERS];
  return rules
    .map(({ prefix, headers }) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      return [`${prefix}*`, ...lines].join('\n');
    })
    .join('\n\n')
    .concat('\n');
}
