import { type AccountApi, createAccount, openAccount } from '../../scripts/seed/admin-api.ts';
import { SWAP_PATH } from '../../shared/paths.ts';
import type { Side } from './compare.ts';
import { renderPost } from './load-generator.ts';

/** Browsers send as much and more; the parser reads all of it. */
const BROWSER = {
  origin: 'http://127.0.0.1',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
  'accept-language': 'en-GB,en;q=0.9',
  'content-type': 'text/plain',
};

/**
 * Makes an account with a site of one static campaign and a site of a hundred, and answers the key of each. A visit
 * without tags belongs to the last campaign of either.
 */
export async function makeStaticSites(
  address: string,
  operatorToken: string,
): Promise<{ one: string; hundred: string }> {
  const input = { name: 'Bench', timeZone: 'UTC', country: 'RU' };
  const { account, token } = await createAccount(address, operatorToken, input, 'bench-account');
  const api = openAccount(address, account.id, token);
  const office = await api.post('offices', { name: 'Office', phone: '+74950001010' }, 'bench-office');
  return {
    one: await makeSite(api, office.id, 'one', 1),
    hundred: await makeSite(api, office.id, 'hundred', 100),
  };
}

async function makeSite(api: AccountApi, office: string, name: string, campaigns: number): Promise<string> {
  const site = await api.post('sites', { name, hosts: ['127.0.0.1'] }, `bench-${name}`);
  for (let i = 0; i < campaigns; i++) {
    const key = `bench-${name}-${i}`;
    const e164 = `+7495555${campaigns === 1 ? '9' : '0'}${String(i).padStart(3, '0')}`;
    const number = await api.post('numbers', { e164, kind: 'virtual', status: 'active' }, `${key}-number`);
    const campaign = await api.post(
      'campaigns',
      {
        name: `Campaign ${i}`,
        site: site.id,
        groups: i === campaigns - 1 ? [] : rulesOf(i),
        offices: [{ office, selectors: ['.phone'], numbers: [number.id], fallback: null }],
      },
      `${key}-campaign`,
    );
    await api.post(`campaigns/${campaign.id}/start`, {}, `${key}-start`);
  }
  return String(site.key);
}

function rulesOf(i: number): unknown[] {
  return [
    { any: [{ type: 'utm_campaign', op: 'equals', value: `spring-${i}` }] },
    { any: [{ type: 'utm_source', op: 'contains', value: `market-${i}` }] },
  ];
}

/** A new visitor's page view with each request. */
export function swapsOf(name: string, port: number, site: string): Side {
  return {
    name,
    port,
    makeRequest: (turn) => renderSwap(site, turn),
    isRight: (answer) => answer.includes('x-ringlet-reason: static') && answer.includes('"kind":"static"'),
  };
}

/** The request of page view number `turn`. */
export function renderSwap(site: string, turn: number, path = SWAP_PATH): string {
  const page = { url: `http://127.0.0.1/kitchens/oak/?page=${turn}`, referrer: '', title: 'Kitchens' };
  const body = { site, visitor: null, consent: 'full', cause: 'view', page, lease: null };
  return renderPost(path, body, BROWSER);
}
