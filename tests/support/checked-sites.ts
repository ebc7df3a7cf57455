import type { PageCheck } from '../../shared/contract/admin/site-questions.ts';
import { adminPath } from '../../shared/paths.ts';
import type { TestServer } from './server.ts';

interface CheckedSite {
  id: string;
  key: string;
}
export type CheckedSites = Record<'plain' | 'elsewhere' | 'tagged' | 'full', CheckedSite>;

/** A sign of a browser, or nobody would lease a number. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36';

/** Asks the admin API below the account of the demo business. */
export async function ask<Answer>(
  { origin, demo }: TestServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(origin + adminPath(demo.account, path), {
    method,
    headers: { authorization: `Bearer ${demo.adminToken}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}

/**
 * Sites to break pages of: `plain` has a campaign for everybody, `elsewhere` is on another host, `tagged` has a campaign
 * for an advert only, and all numbers of `full` are taken.
 */
export async function makeCheckedSites(server: TestServer): Promise<CheckedSites> {
  const office = await ask<CheckedSite>(server, 'POST', 'offices', { name: 'Main', phone: '+74950001010' });
  let next = 7001;
  async function make(name: string, hosts: string[], numbers: number, source?: string): Promise<CheckedSite> {
    const site = await ask<CheckedSite>(server, 'POST', 'sites', { name, hosts });
    const ids: string[] = [];
    for (let i = 0; i < numbers; i++) {
      const body = { e164: `+7495555${next++}`, kind: 'virtual', status: 'active' };
      ids.push((await ask<CheckedSite>(server, 'POST', 'numbers', body)).id);
    }
    const campaign = await ask<CheckedSite>(server, 'POST', 'campaigns', {
      name: `${name} campaign`,
      site: site.id,
      groups: source ? [{ any: [{ type: 'utm_source', op: 'equals', value: source }] }] : [],
      offices: [{ office: office.id, selectors: ['.phone'], numbers: ids }],
    });
    await ask(server, 'POST', `campaigns/${campaign.id}/start`);
    return site;
  }
  const hosts = ['127.0.0.1', 'localhost'];
  const sites = {
    plain: await make('Plain', hosts, 1),
    elsewhere: await make('Elsewhere', ['shop.example'], 1),
    tagged: await make('Tagged', hosts, 1, 'advert'),
    full: await make('Full', hosts, 2),
  };
  for (let i = 0; i < 2; i++) await takeNumber(server, sites.full.key);
  return sites;
}

async function takeNumber({ origin }: TestServer, site: string): Promise<void> {
  const response = await fetch(`${origin}/v1/swap`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1', 'user-agent': BROWSER },
    body: JSON.stringify({ site, consent: 'full', cause: 'view', page: { url: 'http://127.0.0.1/' } }),
  });
  const reason = response.headers.get('x-ringlet-reason');
  if (reason !== 'leased') throw new Error(`a number was to be leased, and the answer is ${reason}`);
}

export function checkPage(server: TestServer, site: string, url: string): Promise<PageCheck> {
  return ask(server, 'POST', `sites/${site}/check`, { url });
}
