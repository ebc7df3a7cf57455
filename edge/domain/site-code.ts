import type { SiteCode } from '../../shared/contract/admin/site-code.ts';
import { RELEASE_ENTRY, type Release } from '../../shared/contract/release.ts';
import { loaderPath, releasePath } from '../../shared/paths.ts';

export interface SiteCodeFacts {
  /** Where this server is reached. */
  origin: string;
  siteKey: string;
  /** The newest first. */
  releases: readonly Release[];
  /** A widget of the site has an uploaded picture. */
  hasPictures?: boolean;
}

/** What to paste on a site. */
export function composeSiteCode({ origin, siteKey, releases, hasPictures }: SiteCodeFacts): SiteCode {
  const [newest] = releases;
  return {
    tag: `<script async src="${origin}${loaderPath(siteKey)}"></script>`,
    pinned: newest ? composePinned(origin, siteKey, newest) : null,
    npm: `import { load } from 'ringlet';\n\nload({ origin: '${origin}', site: '${siteKey}' });`,
    csp: `script-src ${origin}; connect-src ${origin} ${origin.replace(/^http/, 'ws')}${hasPictures ? `; img-src ${origin}` : ''}`,
  };
}

/** The same as a text to keep or to hand to whoever looks after the site. */
export function renderSiteCode({ tag, pinned, npm, csp }: SiteCode): string {
  const parts: [string, string][] = [
    ['Paste this into every page, before </body>:', tag],
    ...(pinned
      ? ([
          [`Or, to stay with version ${pinned.version}:`, pinned.tag],
          ['before it, to have everything checked that it imports:', pinned.importMap],
        ] satisfies [string, string][])
      : []),
    ['Or, in a site that is built from packages:', npm],
    ['If the site has a Content-Security-Policy, it has to allow:', csp],
  ];
  return parts.map(([heading, code]) => `${heading}\n\n${code}\n`).join('\n');
}

function composePinned(origin: string, siteKey: string, { version, files }: Release): SiteCode['pinned'] {
  const addressOf = (name: string) => origin + releasePath(version, name);
  const integrity = Object.entries(files)
    .filter(([name]) => name !== RELEASE_ENTRY)
    .map(([name, hash]) => [addressOf(name), hash]);
  const attributes = `data-site="${siteKey}" integrity="${files[RELEASE_ENTRY]}" crossorigin`;
  return {
    version,
    tag: `<script async src="${addressOf(RELEASE_ENTRY)}" ${attributes}></script>`,
    importMap: `<script type="importmap">${JSON.stringify({ integrity: Object.fromEntries(integrity) })}</script>`,
  };
}
