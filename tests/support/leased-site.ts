import { openAccount } from '../../scripts/seed/admin-api.ts';
import type { TestServer } from './server.ts';

/** The number that the pages of such a site have as their own. */
export const OWN_NUMBER = '+74950001010';

export interface LeasedSite {
  key: string;
  /** What its visitors get, in the order in which it is given out. */
  numbers: string[];
}

/**
 * A site of the demo business whose one campaign leases each visitor one of `count` numbers for what `.phone` shows,
 * on any port of localhost. It has no widget.
 */
export async function makeLeasedSite(server: TestServer, count: number): Promise<LeasedSite> {
  const { account, adminToken, offices } = server.demo;
  const api = openAccount(server.origin, account, adminToken);
  const site = await api.post('sites', { name: 'Pages of tests', hosts: ['localhost'] }, 'tests-site-1');
  const numbers = Array.from({ length: count }, (_, i) => `+7495556${String(i + 101).padStart(4, '0')}`);
  const made = await Promise.all(
    numbers.map((e164) =>
      api.post('numbers', { e164, kind: 'virtual', status: 'active' }, `tests-number-${e164}`),
    ),
  );
  const campaign = await api.post(
    'campaigns',
    {
      name: 'Everybody',
      site: site.id,
      offices: [{ office: offices[0]?.id, selectors: ['.phone'], numbers: made.map(({ id }) => id) }],
    },
    'tests-campaign-1',
  );
  await api.post(`campaigns/${campaign.id}/start`, {}, 'tests-campaign-start-1');
  return { key: String(site.key), numbers };
}
