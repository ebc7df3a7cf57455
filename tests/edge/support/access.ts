import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { MemberStore } from '../../../edge/objects/account/members/member-store.ts';
import type { Person } from '../../../edge/rpc/common.ts';
import { type Answer, type Business, type Json, send } from './admin.ts';
import { type aPerson, lettersTo } from './people.ts';

type Somebody = Awaited<ReturnType<typeof aPerson>>;

/** The id of somebody who was attached to the account without letters. */
export function attach(business: Pick<Business, 'account'>, person: Person): Promise<string> {
  return runInDurableObject(
    env.ACCOUNT.getByName(`account:${business.account}`),
    (_, { storage }) => new MemberStore(storage.sql).add(person, false, Date.now()).id,
  );
}

/** Somebody’s own account, asked as a business is. */
export function businessOf({ account, ask }: Somebody) {
  return {
    account,
    ask: (method: string, path: string, options?: Parameters<Somebody['ask']>[2]) =>
      ask(method, `/accounts/${account}/${path}`, options),
    make: async (kind: string, body: unknown): Promise<Json & { id: string }> => {
      const made = await ask('POST', `/accounts/${account}/${kind}`, { body });
      if (made.status !== 201) throw new Error(`${kind}: ${JSON.stringify(made.body)}`);
      return made.body;
    },
  };
}

/** The secret of the last invitation that went to an address. */
export async function invitationFor(email: string): Promise<string> {
  const text = (await lettersTo(email)).at(-1)?.text ?? '';
  return /#\/invitation\/(in_[0-9a-z]+)/.exec(text)?.[1] ?? '';
}

/** Invites somebody to the account, and they accept; answers the id of the member. */
export async function join(host: ReturnType<typeof businessOf>, guest: Somebody): Promise<string> {
  await host.make('invitations', { email: guest.registration.email });
  const token = await invitationFor(guest.registration.email);
  const accepted = await guest.ask('POST', '/invitations/accept', { body: { token } });
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
  const { body } = await host.ask('GET', `members?email=${encodeURIComponent(guest.registration.email)}`);
  return body.items[0].id;
}

/** Makes a role and gives it; answers the ids of both. */
export async function give(
  host: Pick<ReturnType<typeof businessOf>, 'make'>,
  member: string,
  role: Json,
  only: Json[] = [],
): Promise<{ role: string; grant: string }> {
  const made = await host.make('roles', { name: 'A role', ...role });
  const grant = await host.make('grants', { member, role: made.id, only });
  return { role: made.id, grant: grant.id };
}

/** One request with an API token to any account. */
export function sendBy(token: string, account: string) {
  return (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> => send(method, `/admin/v1/accounts/${account}/${path}`, { token, ...options });
}
