import type { Context } from 'hono';
import type { PageCheck } from '../../../shared/contract/admin/site-questions.ts';
import { describeFault, type Fault, type FaultHint } from '../../../shared/faults.ts';
import { isOriginAllowed } from '../../../shared/hosts.ts';
import { judgeHost, judgePage } from '../../domain/judge-page.ts';
import type { CampaignOfficeFacts, SiteFacts } from '../../domain/site-facts.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readPage } from '../../http/read-page.ts';
import { type FetchedPage, type FetchFailure, fetchPage, type SafeFetch } from '../../http/safe-fetch.ts';
import { logError } from '../../log.ts';

/** Reads a page of the site and names what is wrong with it. */
export async function checkPage(
  c: Context<AppEnv>,
  account: string,
  site: SiteFacts,
  address: string,
): Promise<PageCheck> {
  const { campaign, hosts } = site;
  const fetched = await fetchPage(address, outgoing(c, hosts));
  if (fetched.kind === 'failed') return compose(site, fetched.url, [unread(fetched, hosts)]);
  const offices = campaign?.offices ?? [];
  const selectors = [...new Set(offices.flatMap((office) => [...office.selectors, markOf(office)]))];
  const page = await readPage(fetched, selectors);
  // The mark is one more way to be found, and nobody misses it.
  const marks = new Set(offices.map(markOf));
  const targets = page.targets.filter(({ selector, count }) => !marks.has(selector) || count !== 0);
  const faults = judgePage(
    { ...page, targets },
    {
      ...site,
      hasCampaign: campaign !== null,
      exhausted: await findExhausted(c, account, campaign),
    },
  );
  return compose(site, page.url, faults, { tags: page.tags.length, targets });
}

function markOf({ office }: CampaignOfficeFacts): string {
  return `[data-ringlet-number="${office}"]`;
}

/** Our own pages are no journey away: they are read where they lie. */
function outgoing(c: Context<AppEnv>, hosts: readonly string[]): SafeFetch {
  const { config, outgoing: send } = c.get('services');
  const own = new URL(config.origin);
  return {
    ...send,
    localTargets: [...send.localTargets, `${own.hostname}:${own.port || '80'}`],
    sendLocally: (request) =>
      new URL(request.url).host === own.host ? c.env.ASSETS.fetch(request) : send.sendLocally(request),
    isAllowed: (url) => isOriginAllowed(hosts, url.origin),
  };
}

const HINTS: Readonly<Record<Exclude<FetchFailure, 'host_not_allowed'>, FaultHint>> = {
  bad_address: 'bad_address',
  too_many_redirects: 'too_many_redirects',
  no_answer: 'no_answer',
  bad_status: 'bad_status',
  not_html: 'not_html',
};

function unread({ why, url }: Extract<FetchedPage, { kind: 'failed' }>, hosts: readonly string[]): Fault {
  const foreign = URL.canParse(url) ? judgeHost(url, hosts) : null;
  if (foreign) return foreign;
  const hint = why === 'host_not_allowed' ? 'bad_address' : HINTS[why];
  return { code: 'page_unreadable', sure: true, values: {}, hint };
}

/** Offices of the campaign for which a new visitor would find no number. A pool that cannot be asked is not judged. */
async function findExhausted(c: Context<AppEnv>, account: string, campaign: SiteFacts['campaign']) {
  const dynamic = campaign?.offices.filter(({ isDynamic }) => isDynamic) ?? [];
  if (!campaign || dynamic.length === 0) return [];
  const offices = dynamic.map(({ office }) => office);
  const { offices: pools } = await c
    .get('services')
    .pool(account, campaign.id)
    .occupancy({ offices, visitor: null })
    .catch((error: unknown) => {
      logError('occupancy', { requestId: c.get('requestId') })(error);
      return { offices: [] };
    });
  return dynamic
    .filter(({ office }) =>
      pools.some((pool) => pool.office === office && pool.numbers > 0 && pool.free === 0),
    )
    .map(({ name, hasFallback }) => ({ office: name, hasFallback }));
}

function compose(
  { campaign }: SiteFacts,
  url: string,
  faults: readonly Fault[],
  found: { tags: number; targets: { selector: string; count: number | null }[] } = { tags: 0, targets: [] },
): PageCheck {
  return {
    url,
    faults: faults.map((fault) => ({
      ...fault,
      ...describeFault(fault, 'en'),
      values: { ...fault.values },
    })),
    tags: found.tags,
    campaign: campaign?.name ?? null,
    targets: found.targets.map(({ selector, count }) => ({ selector, count })),
  };
}
