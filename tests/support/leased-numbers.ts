import { expect } from 'vitest';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import { ADMIN_PATH, adminPath } from '../../shared/paths.ts';
import type { TestServer } from './server.ts';

export interface LeaseSettings {
  /** Numbers that the first office of the campaign gets beside its own. */
  moreNumbers: number;
  sessionS: number;
  afterSessionS: number;
  restS: number;
}

/** Settings of the demo's campaign for `utm_source=yandex` with which numbers change hands many times in one run. */
export async function setUpLeases(server: TestServer, settings: LeaseSettings): Promise<void> {
  const { moreNumbers, ...hold } = settings;
  const made: string[] = [];
  for (let i = 0; i < moreNumbers; i++) {
    const e164 = `+7495556${String(i).padStart(4, '0')}`;
    const number = await ask<{ id: string }>(server, 'POST', 'numbers', {
      body: { e164, kind: 'virtual', status: 'active' },
    });
    made.push(number.body.id);
  }
  const path = `campaigns/${server.demo.campaigns.find(({ name }) => name === 'Yandex Direct')?.id}`;
  const { body: campaign, etag } = await ask<Campaign>(server, 'GET', path);
  const offices = campaign.offices.map((office, i) =>
    i === 0 ? { ...office, numbers: [...office.numbers, ...made] } : office,
  );
  await ask(server, 'PATCH', path, { body: { ...hold, offices }, etag });
}

/**
 * Lets the demo's account take as many orders as a load makes, for `budget` calls; those above are kept for a manager,
 * or refused.
 */
export async function liftOrderCaps({ origin, demo }: TestServer, budget = 1_000_000): Promise<void> {
  const orders = { perWidgetHour: 100_000, perDay: 1_000_000, spendPerDay: budget * 100, callPrice: 100 };
  const response = await fetch(`${origin}${ADMIN_PATH}/accounts/${demo.account}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${demo.adminToken}`, 'if-match': '*' },
    body: JSON.stringify({ orders }),
  });
  expect(response.status).toBe(200);
}

async function ask<T>(
  { origin, demo }: TestServer,
  method: string,
  path: string,
  { body, etag }: { body?: unknown; etag?: string } = {},
): Promise<{ body: T; etag: string }> {
  const patch = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const response = await fetch(origin + adminPath(demo.account, path), {
    method,
    headers: {
      authorization: `Bearer ${demo.adminToken}`,
      ...(body !== undefined && { 'content-type': patch }),
      ...(etag && { 'if-match': etag }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
  return { body: JSON.parse(text) as T, etag: response.headers.get('etag') ?? '' };
}
