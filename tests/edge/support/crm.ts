import { vi } from 'vitest';
import type { Channel } from '../../../shared/contract/admin/channel.ts';
import { FakeBitrix } from '../../fakes/bitrix24/fake-bitrix.ts';
import { FakeAutocrm } from '../../fakes/fake-autocrm.ts';
import { FaultPlan } from '../../fakes/faults.ts';
import type { TestAccount } from './account.ts';
import { postSigned } from './telephony.ts';
import { settleWebhooks } from './webhooks.ts';

export const PORTAL = 'beresta.bitrix24.ru';
export const DEALER = 'dealer.autocrm.ru';
const WEBHOOK = '1/abcdef0123456789';
const PASSWORD = 'hush';

/** A portal and a dealership that answer at their hosts, in place of the network. */
export function fakeCrms() {
  const faults = new FaultPlan();
  const bitrix = new FakeBitrix({
    faults,
    clientId: 'local.1',
    clientSecret: 'hush',
    webhook: WEBHOOK,
    now: () => Date.now(),
  });
  const autocrm = new FakeAutocrm({ login: 'api', password: PASSWORD, faults });
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const { host } = new URL(request.url);
    asked.push(host);
    if (host === PORTAL) return bitrix.handle(request);
    if (host === DEALER) return autocrm.handle(request);
    throw new Error(`nobody is at ${host}`);
  });
  return { faults, bitrix, autocrm, asked };
}

export interface TestCrm {
  id: string;
  warnings: { code: string; path: string }[];
}

/** A business with a channel of WhatsApp, Olga who answers, and a CRM whose sections are all active. */
export async function aCrm(
  account: TestAccount,
  provider: 'bitrix24' | 'autocrm',
  baseRule: object = {},
  other: object = {},
) {
  const olga = await account.admin<{ id: string }>('POST', 'employees', { name: 'Olga' });
  const gateway = await account.admin<{ id: string; key: string; secret: string }>('POST', 'integrations', {
    name: 'Gateway',
    provider: 'messenger',
  });
  const channel = await account.admin<Channel>('POST', 'channels', {
    name: 'WhatsApp',
    type: 'whatsapp',
    integration: gateway.id,
    address: '+79161234567',
  });
  const own = { isActive: true, baseRule, responsibles: { default: olga.id } };
  const written = { ...own, channels: [channel.id] };
  const crm = await account.admin<TestCrm>('POST', 'integrations', {
    name: 'CRM',
    provider,
    ...(provider === 'bitrix24'
      ? { domain: `https://${PORTAL}/`, secret: WEBHOOK }
      : { domain: DEALER, login: 'api', secret: PASSWORD }),
    crm: { calls: own, chats: written, requests: written, other: { isActive: true, ...other } },
  });
  const crmUsers = [{ integration: crm.id, user: '1' }];
  await account.admin('PATCH', `employees/${olga.id}`, { crmUsers });
  const tell = async (type: string, data: object) => {
    const body = { type, channel: channel.id, occurredAt: new Date(Date.now()).toISOString(), ...data };
    const answer = await postSigned(`/v1/conversations/${gateway.key}`, gateway.secret, JSON.stringify(body));
    if (answer.status !== 204) throw new Error(`${answer.status}: ${await answer.text()}`);
  };
  return { ...crm, olga: olga.id, channel: channel.id, tell, settle: () => settleWebhooks(account, [crm]) };
}
