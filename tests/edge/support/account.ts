import { env, exports } from 'cloudflare:workers';
import { adminPath } from '../../../shared/paths.ts';

/** Sends a request through the whole Worker. */
export function send(path: string, init?: RequestInit): Promise<Response> {
  return exports.default.fetch(new Request(`http://127.0.0.1:8787${path}`, init));
}

export interface TestAccount {
  id: string;
  token: string;
  /** One request of the admin API below the account, or of itself; fails the test unless the status is 2xx. */
  admin<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
}

/** A new account through the operator's door. */
export async function anAccount(): Promise<TestAccount> {
  const response = await send('/admin/v1/accounts', {
    method: 'POST',
    headers: { authorization: `Bearer ${env.RINGLET_OPERATOR_TOKEN}` },
    body: JSON.stringify({ name: 'Beresta', timeZone: 'Europe/Moscow', country: 'RU' }),
  });
  const { account, token } = await expectOk<{ account: { id: string }; token: string }>(response);
  return {
    id: account.id,
    token,
    async admin(method, path, body) {
      const own = adminPath(account.id, path).replace(/\/$/, '');
      const headers: Record<string, string> = { authorization: `Bearer ${token}` };
      if (method === 'PATCH' || method === 'DELETE') {
        const known = await send(own, { headers });
        headers['if-match'] = known.headers.get('etag') ?? '';
        await known.body?.cancel();
      }
      const init: RequestInit = { method, headers };
      if (body !== undefined) init.body = JSON.stringify(body);
      return expectOk(await send(own, init));
    },
  };
}

async function expectOk<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export interface TestShop extends TestAccount {
  siteKey: string;
  site: string;
  office: string;
  otherOffice: string;
  /** Ids of `numbers` by E.164. */
  numbers: Record<string, string>;
  widget: string;
}

export const SHOP_NUMBERS = [
  '+74951000001',
  '+74951000002',
  '+74951000003',
  '+74951000004',
  '+74951000005',
] as const;

/** An account with a site for `shop.example`, two offices, five numbers and a widget. */
export async function aShop(): Promise<TestShop> {
  const account = await anAccount();
  const site = await account.admin<{ id: string; key: string }>('POST', 'sites', {
    name: 'Shop',
    hosts: ['shop.example', 'localhost'],
  });
  const office = await account.admin<{ id: string }>('POST', 'offices', {
    name: 'Showroom',
    phone: '+74950001010',
  });
  const other = await account.admin<{ id: string }>('POST', 'offices', {
    name: 'Service',
    phone: '+74950002020',
  });
  const numbers: Record<string, string> = {};
  for (const e164 of SHOP_NUMBERS) {
    const body = { e164, kind: 'virtual', status: 'active' };
    numbers[e164] = (await account.admin<{ id: string }>('POST', 'numbers', body)).id;
  }
  const widget = await account.admin<{ hash: string }>('POST', 'widgets', {
    name: 'Call me',
    site: site.id,
    offices: [office.id, other.id],
    scenario: { delays: { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 } },
  });
  return {
    ...account,
    site: site.id,
    siteKey: site.key,
    office: office.id,
    otherOffice: other.id,
    numbers,
    widget: widget.hash,
  };
}

/** A campaign of the shop, started unless told otherwise. `numbers` and `fallback` are E.164. */
export async function aCampaign(
  shop: TestShop,
  changes: {
    name?: string;
    source?: string;
    numbers: string[];
    fallback?: string;
    office?: string;
    start?: boolean;
  },
): Promise<string> {
  const { name = 'Campaign', source, numbers, fallback, office = shop.office, start = true } = changes;
  const campaign = await shop.admin<{ id: string }>('POST', 'campaigns', {
    name,
    site: shop.site,
    groups: source ? [{ any: [{ type: 'utm_source', op: 'contains', value: source }] }] : [],
    offices: [
      {
        office,
        selectors: ['.phone'],
        numbers: numbers.map((e164) => shop.numbers[e164]),
        fallback: fallback ? shop.numbers[fallback] : null,
      },
    ],
  });
  if (start) await shop.admin('POST', `campaigns/${campaign.id}/start`);
  return campaign.id;
}
