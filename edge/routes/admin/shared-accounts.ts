import type { Context } from 'hono';
import type { OwnAccess, SharedAccount } from '../../../shared/contract/admin/access.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { askIfThere, type Credential, entityOf } from './ask-account.ts';
import { accountsOfPerson } from './bearer.ts';
import { readQuery } from './request-parts.ts';

/** Accounts that are asked at the same time. */
const AT_ONCE = 6;

/**
 * `GET /admin/v1/shared`: the accounts of others that who is signed in may enter, with their roles and rights there
 * (S2-78, S2-88). With `right=widgets:create` those where they may do that, for everything (S1-8).
 */
export async function listShared(c: Context<AppEnv>): Promise<Response> {
  const { right, ...further } = readQuery(c);
  const [unknown] = Object.keys(further);
  if (unknown !== undefined) {
    const path = unknown.slice(0, 100);
    const errors = [{ path, code: 'unknown_parameter', message: 'there is no such parameter' }];
    throw new ApiError('unknown_parameter', { detail: `There is no parameter "${path}" here.`, errors });
  }
  const foreign = (await accountsOfPerson(c)).filter(({ isOwner }) => !isOwner);
  const items: SharedAccount[] = [];
  for (let i = 0; i < foreign.length; i += AT_ONCE) {
    const found = await Promise.all(foreign.slice(i, i + AT_ONCE).map((one) => readAccess(c, one)));
    items.push(...found.filter((one) => one !== null));
  }
  return c.json({ items: items.filter((one) => right === undefined || may(one, right)), nextCursor: null });
}

async function readAccess(c: Context<AppEnv>, own: Credential): Promise<SharedAccount | null> {
  const answer = await askIfThere(c, own, { resource: 'me', verb: 'get' });
  if (!answer) return null;
  const { account, roles, rights } = entityOf(answer) as unknown as OwnAccess & { account: { name: string } };
  return { account: own.account, name: account.name, roles, rights };
}

function may({ rights }: SharedAccount, right: string): boolean {
  const [entity = '', verb = ''] = right.split(':');
  const own = Object.hasOwn(rights, entity) ? rights[entity] : undefined;
  return own !== undefined && Object.hasOwn(own, verb) && own[verb] === 'all';
}
