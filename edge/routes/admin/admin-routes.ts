import { type Context, Hono } from 'hono';
import type { Site } from '../../../shared/contract/admin/site.ts';
import { MAX_ADMIN_BODY, MAX_IMPORT_BODY } from '../../domain/limits.ts';
import { listOperations, type ResourceOperation } from '../../domain/resource-operations.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { createAccount, listAccounts, readMe } from './accounts.ts';
import { type AccountQuestion, askAccount, type Credential, entityOf, respond } from './ask-account.ts';
import { accountOfRequest, hasBearer, personAt } from './bearer.ts';
import { completeAnswer } from './complete-answer.ts';
import { exportAccount } from './export-account.ts';
import { exportFormOf, exportList } from './export-list.ts';
import { putFeatures } from './features.ts';
import { INVITATION_PATHS, invitationRoutes } from './invitation-routes.ts';
import { sendReportFile, wantsReportFile } from './job-report.ts';
import { postLedger } from './ledger.ts';
import { describeApi } from './openapi.ts';
import { PEOPLE_PATHS, peopleRoutes } from './people-routes.ts';
import { readBody, readIdempotencyKey, readQuery } from './request-parts.ts';
import { showSiteCode } from './site-code.ts';
import { createUpload } from './upload.ts';

/** The admin API, mounted at `/admin`. Collections follow from the resource table. */
export const adminRoutes = new Hono<AppEnv>();

/** The others' bodies are not even read. */
const VERBS_WITH_BODY: readonly ResourceOperation['verb'][] = ['create', 'update', 'act', 'ask', 'import'];
const ACCOUNT = '/v1/accounts/:account';
/** A file is no JSON, so it has a way in of its own. */
const UPLOADS = `${ACCOUNT}/uploads`;

/** How the views of the table are made, by operation. */
const VIEWS: Record<string, (c: Context<AppEnv>, entity: Record<string, unknown>) => Promise<Response>> = {
  getSiteCode: (c, site) => showSiteCode(c, site as Site),
};

adminRoutes.use(async (c, next) => {
  c.header('cache-control', 'no-store');
  await next();
});

adminRoutes.get('/openapi.json', (c) => c.json(describeApi(c.get('services').config.origin)));
adminRoutes.route('/', peopleRoutes);
adminRoutes.route('/', invitationRoutes);
adminRoutes.get('/v1/me', readMe);
adminRoutes.get('/v1/accounts', listAccounts);
adminRoutes.post('/v1/accounts', createAccount);
adminRoutes.get(ACCOUNT, async (c) => {
  const own = await ownAccount(c);
  const answer = await askAccount(c, own, { resource: 'account', verb: 'get', query: readQuery(c) });
  return respond(c, answer, { account: own.account, kind: 'account' });
});
adminRoutes.patch(ACCOUNT, async (c) => {
  const own = await ownAccount(c);
  const ifMatch = c.req.header('if-match');
  const answer = await askAccount(c, own, {
    resource: 'account',
    verb: 'update',
    query: readQuery(c),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(await readBody(c)),
  });
  return respond(c, answer, { account: own.account, kind: 'account' });
});

adminRoutes.get(`${ACCOUNT}/export`, async (c) => exportAccount(c, await ownAccount(c)));
adminRoutes.put(`${ACCOUNT}/features`, putFeatures);
adminRoutes.post(`${ACCOUNT}/ledger`, postLedger);
adminRoutes.post(UPLOADS, async (c) => createUpload(c, await ownAccount(c)));

for (const operation of listOperations()) {
  adminRoutes.on(operation.method.toUpperCase(), honoPath(operation), (c) => answerOperation(c, operation));
}

/** What a path does not know is 405 with the methods that it knows. */
for (const [path, methods] of methodsByPath()) {
  adminRoutes.all(path, () => {
    throw new ApiError('method_not_allowed', { headers: { allow: methods.join(', ') } });
  });
}

adminRoutes.all('*', () => {
  throw new ApiError('not_found');
});

async function answerOperation(c: Context<AppEnv>, operation: ResourceOperation): Promise<Response> {
  const own = await ownAccount(c);
  const { resource, verb, action } = operation;
  const id = c.req.param('id');
  const ifMatch = c.req.header('if-match');
  const idempotencyKey =
    verb === 'create' || verb === 'act' || verb === 'import' ? readIdempotencyKey(c) : null;
  const question: AccountQuestion = {
    resource: resource.kind,
    // A view follows from the entity and needs no more of the account.
    verb: verb === 'show' ? 'get' : verb,
    query: readQuery(c),
    ...(id !== undefined && { id }),
    ...(action !== null && verb !== 'show' && { action }),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotencyKey !== null && { idempotencyKey }),
    ...(VERBS_WITH_BODY.includes(verb) && operation.method !== 'get'
      ? await readBody(c, verb === 'import' ? MAX_IMPORT_BODY : MAX_ADMIN_BODY)
      : {}),
  };
  if (wantsReportFile(c, operation)) return sendReportFile(c, own, question);
  const form = exportFormOf(c, operation);
  if (form) return exportList(c, own, question, form);
  const answer = await askAccount(c, own, question);
  const show = verb === 'show' ? VIEWS[operation.operationId] : undefined;
  if (show) return show(c, entityOf(answer));
  const whole = await completeAnswer(c, operation, { account: own.account, question, answer });
  const kind = verb === 'import' ? 'jobs' : (resource.path ?? resource.kind);
  return respond(c, whole, { account: own.account, kind });
}

/** The token's own account, any other is as if it did not exist; or the one that who is signed in asks for. */
async function ownAccount(c: Context<AppEnv>): Promise<Credential> {
  if (!hasBearer(c)) return personAt(c, c.req.param('account') ?? '');
  const own = await accountOfRequest(c);
  if (own.account !== c.req.param('account')) throw new ApiError('not_found');
  return own;
}

function honoPath({ path }: ResourceOperation): string {
  return ACCOUNT + path.replace('{id}', ':id');
}

function methodsByPath(): Map<string, readonly string[]> {
  const known = new Map<string, readonly string[]>([
    ['/openapi.json', ['GET']],
    ['/v1/me', ['GET']],
    ['/v1/accounts', ['GET', 'POST']],
    [ACCOUNT, ['GET', 'PATCH']],
    [`${ACCOUNT}/export`, ['GET']],
    [`${ACCOUNT}/features`, ['PUT']],
    [`${ACCOUNT}/ledger`, ['POST']],
    ...PEOPLE_PATHS,
    ...INVITATION_PATHS,
    [UPLOADS, ['POST']],
  ]);
  for (const operation of listOperations()) {
    const path = honoPath(operation);
    known.set(path, [...(known.get(path) ?? []), operation.method.toUpperCase()]);
  }
  return known;
}
