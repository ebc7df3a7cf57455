import type { Context } from 'hono';
import type { Preview } from '../../../shared/contract/admin/preview.ts';
import type { DebugLink, PageAddress } from '../../../shared/contract/admin/site-questions.ts';
import { addDebugParameter, addPreviewParameter } from '../../../shared/debug-link.ts';
import { isOriginAllowed } from '../../../shared/hosts.ts';
import { DEBUG_LINK_MS } from '../../domain/limits.ts';
import type { ResourceOperation } from '../../domain/resource-operations.ts';
import type { SiteFacts } from '../../domain/site-facts.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { signDebugToken } from '../../keys/debug-token.ts';
import { signPreviewToken } from '../../keys/preview-token.ts';
import type { AdminAnswer } from '../../rpc/admin-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import type { AccountQuestion } from './ask-account.ts';
import { checkPage } from './check-page.ts';
import { type MarketFacts, searchMarket } from './search-market.ts';

type Answer = Exclude<AdminAnswer, Refusal>;
type Complete = (
  c: Context<AppEnv>,
  account: string,
  question: AccountQuestion,
  facts: Record<string, unknown>,
) => Promise<object>;

/** Questions whose answer the account only begins, because the rest is a signature or a request to the outside. */
const COMPLETIONS: Readonly<Record<string, Complete>> = {
  'numbers/regions': askInventory,
  'numbers/stock': askInventory,
  'sites/debug-link': makeDebugLink,
  'sites/check': (c, account, { body }, facts) =>
    checkPage(c, account, facts as unknown as SiteFacts, (body as PageAddress).url),
};

/** The answer as it goes out. The account has checked the right and the question. @throws ApiError */
export async function completeAnswer(
  c: Context<AppEnv>,
  { resource, action, verb }: ResourceOperation,
  { account, question, answer }: { account: string; question: AccountQuestion; answer: Answer },
): Promise<Answer> {
  if (resource.kind === 'previews' && verb === 'create') return withPreviewLink(c, answer);
  const complete = verb === 'ask' ? COMPLETIONS[`${resource.kind}/${action}`] : undefined;
  if (!complete || answer.kind !== 'value') return answer;
  const value = await complete(c, account, question, answer.value);
  return { kind: 'value', value: { ...value } };
}

function askInventory(
  c: Context<AppEnv>,
  _account: string,
  question: AccountQuestion,
  facts: Record<string, unknown>,
): Promise<object> {
  return searchMarket(c, question, facts as unknown as MarketFacts);
}

/** @throws ApiError `invalid` for a page of another site: its visitors' pages would send the token elsewhere */
async function makeDebugLink(
  c: Context<AppEnv>,
  _account: string,
  { body, id = '' }: AccountQuestion,
  facts: Record<string, unknown>,
): Promise<DebugLink> {
  const { hosts } = facts as unknown as SiteFacts;
  const { url } = body as PageAddress;
  if (!URL.canParse(url) || !isOriginAllowed(hosts, new URL(url).origin)) {
    const message = 'is not on a host of this site';
    throw new ApiError('invalid', { errors: [{ path: 'url', code: 'unknown_host', message }] });
  }
  const until = Date.now() + DEBUG_LINK_MS;
  const token = await signDebugToken(c.get('services').secrets, id, until);
  return { url: addDebugParameter(url, token), expiresAt: new Date(until).toISOString() };
}

/** The link is told once, to whoever made the preview. */
async function withPreviewLink(c: Context<AppEnv>, answer: Answer): Promise<Answer> {
  if (answer.kind !== 'entity') return answer;
  const { id, site, url, expiresAt } = answer.entity as unknown as Preview;
  const until = Date.parse(expiresAt);
  const token = await signPreviewToken(c.get('services').secrets, { site, preview: id, until });
  return { ...answer, entity: { ...answer.entity, link: addPreviewParameter(url, token) } };
}
