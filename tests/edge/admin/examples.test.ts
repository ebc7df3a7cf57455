import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { totpAt } from '../../support/totp.ts';
import { invitationFor } from '../support/access.ts';
import { type Answer, aBusiness, aNumber, type Business, operatorToken, send } from '../support/admin.ts';
import { anEntityOfEach } from '../support/entities.ts';
import { type DocumentTarget, documentTargets } from '../support/fuzz/document-targets.ts';
import { placedExample } from '../support/fuzz/placed-example.ts';
import { aBrowser, aPerson, tokenFor } from '../support/people.ts';

/** Every operation with the very body that the document shows for it: it is taken, and answered as the document says. */

beforeAll(() => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status: 204 }));
});
afterAll(() => {
  vi.restoreAllMocks();
});

interface World {
  business: Business;
  ids: Record<ResourceKind, string>;
}

/** What an example needs to be true first; answers what stands in place of its own ids and secrets. */
type Prepare = (world: World, body: never) => Promise<{ id?: string; body?: object } | undefined>;

const fresh =
  (kind: ResourceKind): Prepare =>
  async ({ business, ids }) => ({
    id: (await business.make(kind, placedExample(RESOURCES[kind].example.input, ids))).id,
  });
const asks: Prepare = async ({ business, ids }) => {
  const { example } = RESOURCES.callbacks;
  const record = {
    ...example.entity,
    id: ids.callbacks,
    status: 'needs_confirmation',
    createdAt: 1,
    scheduledAt: 2,
    changedAt: 3,
    attempts: [],
  };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, { storage }) => {
    new EntityStore(storage.sql).save('callbacks', record as never, 1);
  });
  return undefined;
};
const allCampaigns = async ({ business }: World) => {
  const { body } = await business.ask('GET', 'campaigns');
  return body.items.map(({ id }: { id: string }) => id);
};

/** Of the entities' integrations only that of the rule is a CRM. */
const aboutCrm: Prepare = async ({ business, ids }) => {
  const { body } = await business.ask('GET', `rules/${ids.rules}`);
  return { body: { integration: body.integration } };
};

const PREPARE: Readonly<Record<string, Prepare>> = {
  deleteSite: fresh('sites'),
  deleteOffice: fresh('offices'),
  deleteNumber: fresh('numbers'),
  deleteRole: fresh('roles'),
  pauseCampaign: async ({ business, ids }) => {
    await business.ask('POST', `campaigns/${ids.campaigns}/start`);
    return undefined;
  },
  orderCampaigns: async (world) => ({ body: { order: await allCampaigns(world) } }),
  // The days that it tells of are over by now.
  replayCampaigns: async (world) => ({
    body: {
      site: world.ids.sites,
      order: await allCampaigns(world),
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date().toISOString(),
    },
  }),
  // A number has one place, and the example has three of them.
  createCampaign: async ({ business, ids }) => {
    const [first, second, third] = [aNumber(1), aNumber(2), aNumber(3)].map(
      async (number) => (await business.make('numbers', number)).id,
    );
    const numbers = [await first, await second];
    const office = { office: ids.offices, selectors: ['.phone'], numbers, fallback: await third };
    return { body: { offices: [office] } };
  },
  confirmCallback: asks,
  declineCallback: asks,
  debugLinkSite: async ({ business, ids }, body: { url: string }) => {
    await business.patch(`sites/${ids.sites}`, { hosts: [new URL(body.url).host] });
    return undefined;
  },
  updateNumber: fresh('numbers'),
  createChannel: async ({ business }) => ({
    body: { integration: (await business.make('integrations', { name: 'G', provider: 'messenger' })).id },
  }),
  createPreview: async ({ business, ids }, body: { url: string }) => {
    await business.patch(`sites/${ids.sites}`, { hosts: [new URL(body.url).host] });
    return undefined;
  },
  createRule: aboutCrm,
  previewRules: aboutCrm,
  orderRules: async ({ business, ids }) => {
    const { body } = await business.ask('GET', `rules/${ids.rules}`);
    return { body: { integration: body.integration, order: [ids.rules] } };
  },
  createGrant: async (world) => ({ body: { role: (await fresh('roles')(world, {} as never))?.id } }),
};

const OF_ACCOUNTS = documentTargets().filter(({ tag }) => tag !== 'People');

describe.each(OF_ACCOUNTS)('the example of $id', (each) => {
  it('is taken and answered as documented', async () => {
    const business = await aBusiness();
    const ids = await anEntityOfEach(business, 'example');
    const { target, id, tag } = each;
    const [example] = target.body?.examples ?? [];
    const shown = example === undefined ? undefined : placedExample(example, ids);
    const changes = (await PREPARE[id]?.({ business, ids }, shown as never)) ?? {};
    const path = target.path
      .replace('{account}', business.account)
      .replace('{id}', changes.id ?? ids[tag.toLowerCase() as ResourceKind]);
    const file = target.body?.type === 'application/octet-stream' ? 'ID3\u0003' : undefined;
    const answer = await send(target.method, path, {
      token: ['createAccount', 'putFeatures', 'creditLedger'].includes(id) ? operatorToken() : business.token,
      headers: {
        ...(target.method === 'PATCH' && { 'if-match': '*' }),
        ...(id === 'creditLedger' && { 'idempotency-key': 'example' }),
      },
      body: file ?? (shown && { ...shown, ...changes.body }),
    });
    expectDocumented(each, answer);
  });
});

describe('the examples of people', () => {
  const targets = new Map(documentTargets().map((each) => [each.id, each]));
  /** The request of the document, with what only a letter or a list can tell in the place of what is shown. */
  async function say(
    browser: Pick<ReturnType<typeof aBrowser>, 'ask'>,
    id: string,
    own: object = {},
    item = '',
  ) {
    const each = targets.get(id);
    if (!each) throw new Error(`there is no ${id}`);
    const path = each.target.path.replace('/admin/v1', '').replace('{id}', item);
    const [example] = each.target.body?.examples ?? [];
    const body = example === undefined ? undefined : { ...(example as object), ...own };
    const answer = await browser.ask(each.target.method, path, { ...(body && { body }) });
    expectDocumented(each, answer);
    said.add(id);
    return answer.body;
  }
  const said = new Set<string>();

  it('lead from the registration to signing out, one after another', async () => {
    const browser = aBrowser();
    const [shown] = targets.get('register')?.target.body?.examples ?? [];
    const { email, password } = shown as { email: string; password: string };
    await say(browser, 'register');
    await say(browser, 'confirmRegistration', { token: await tokenFor(email) });
    await say(browser, 'getProfile');
    await say(browser, 'updateProfile');
    const { secret } = await say(browser, 'beginSecondFactor', { password });
    const code = await totpAt(secret, Date.now() - 30_000);
    await say(browser, 'confirmSecondFactor', { code });
    await say(browser, 'renewBackupCodes', { password });
    await say(browser, 'disableSecondFactor', { password });
    await say(browser, 'requestPasswordReset');
    await say(browser, 'resetPassword', { token: await tokenFor(email) });
    await say(browser, 'signIn');
    const other = aBrowser();
    await say(other, 'signIn');
    const { items } = await say(browser, 'listSessions');
    const elsewhere = items.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
    await say(browser, 'endSession', {}, elsewhere.id);
    await say(browser, 'changePassword');
    await say(browser, 'signOutEverywhere');
    await say(browser, 'signOut');
  });

  it('lead through an invitation', async () => {
    const [host, guest] = [await aPerson(), await aPerson()];
    const invite = async () => {
      const path = `/accounts/${host.account}/invitations`;
      await host.ask('POST', path, { body: { email: guest.registration.email } });
      return { token: await invitationFor(guest.registration.email) };
    };
    const first = await invite();
    await say(guest, 'readInvitation', first);
    await say(guest, 'declineInvitation', first);
    await say(guest, 'acceptInvitation', await invite());
    const { items } = await say(guest, 'listShared');
    expect(items).toHaveLength(1);
  });

  it('are all of them', () => {
    const people = [...targets.values()].filter(({ tag }) => tag === 'People').map(({ id }) => id);
    expect([...said].sort()).toEqual(people.sort());
  });
});

/** The first status of success that is documented, a body by its schema, and the members that the example has. */
function expectDocumented({ id, answers, examples }: DocumentTarget, { status, body }: Answer): void {
  const documented = [...answers.keys()].filter((each) => each < 300);
  expect([id, status, status < 300 ? '' : body]).toEqual([id, documented.at(-1), '']);
  const schema = answers.get(status);
  if (!schema) return;
  expect(schema.safeParse(body).error).toBeUndefined();
  expect(Object.keys(body).sort()).toEqual(Object.keys(examples.get(status) as object).sort());
}
