import type { FaultCode } from '../../shared/faults.ts';
import type { ServedPage } from './pages-server.ts';

/** What a broken page is made with. */
export interface PageParts {
  /** Of the Ringlet server. */
  origin: string;
  /** The key of the site that the page is of. */
  key: string;
  /** The key of another site. */
  otherKey: string;
}

export interface BrokenPage {
  fault: FaultCode;
  /** Which of the test's sites it belongs to. */
  site: 'plain' | 'elsewhere' | 'tagged' | 'full';
  /** Whether the check of the HTML names it, and whether the overlay in the running page does. */
  by: readonly ('check' | 'overlay')[];
  /** No request to the server gets through. */
  isCutOff?: true;
  page(parts: PageParts): ServedPage;
}

const PHONE = '<p>Call us: <a class="phone" href="tel:+74950001010">+7 (495) 000-10-10</a></p>';

const tag = ({ origin, key }: PageParts, attributes = '') =>
  `<script async src="${origin}/r/${key}.js" ${attributes}></script>`;

const html = (body: string, head = ''): ServedPage => ({
  html: `<!doctype html><html lang="en"><meta charset="utf-8">${head}<title>Shop</title>${body}</html>`,
});

/** One page for each fault that Ringlet knows on a customer's page. */
export const BROKEN_PAGES: readonly BrokenPage[] = [
  { fault: 'tag_not_found', site: 'plain', by: ['check'], page: () => html(PHONE) },
  {
    fault: 'tag_found_twice',
    site: 'plain',
    by: ['check', 'overlay'],
    page: (parts) => html(PHONE + tag(parts) + tag(parts)),
  },
  {
    fault: 'wrong_key',
    site: 'plain',
    by: ['check'],
    page: (parts) => html(PHONE + tag({ ...parts, key: parts.otherKey })),
  },
  {
    fault: 'origin_not_allowed',
    site: 'elsewhere',
    by: ['check', 'overlay'],
    page: (parts) => html(PHONE + tag(parts)),
  },
  {
    fault: 'csp_blocked',
    site: 'plain',
    by: ['check', 'overlay'],
    page: (parts) => ({
      ...html(PHONE + tag(parts)),
      headers: {
        'content-security-policy': `script-src ${parts.origin}; connect-src 'self'; require-trusted-types-for 'script'`,
      },
    }),
  },
  {
    fault: 'delayed_by_plugin',
    site: 'plain',
    by: ['check'],
    page: ({ origin, key }) =>
      html(
        `${PHONE}<script type="rocketlazyloadscript" async data-rocket-src="${origin}/r/${key}.js"></script>`,
      ),
  },
  {
    fault: 'consent_pending',
    site: 'plain',
    by: ['check', 'overlay'],
    page: (parts) => html(PHONE + tag(parts, 'data-consent="none"')),
  },
  {
    fault: 'no_campaign',
    site: 'tagged',
    by: ['check', 'overlay'],
    page: (parts) => html(PHONE + tag(parts)),
  },
  {
    fault: 'no_selector',
    site: 'plain',
    by: ['check', 'overlay'],
    page: (parts) => html(`<p class="telephone">+7 (495) 000-10-10</p>${tag(parts)}`),
  },
  {
    fault: 'pool_exhausted',
    site: 'full',
    by: ['check', 'overlay'],
    page: (parts) => html(PHONE + tag(parts)),
  },
  {
    fault: 'format_unknown',
    site: 'plain',
    by: ['check', 'overlay'],
    page: (parts) => html(`<p class="phone">0-800-KITCHENS</p>${tag(parts)}`),
  },
  {
    fault: 'api_unreachable',
    site: 'plain',
    by: ['overlay'],
    isCutOff: true,
    page: (parts) => html(PHONE + tag(parts)),
  },
];

/** A page without a fault. */
export const WHOLE_PAGE = (parts: PageParts): ServedPage => html(PHONE + tag(parts));
