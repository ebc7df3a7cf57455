import { ADMIN_PATH } from '../../../shared/paths.ts';
import { ADMIN_RATE } from '../../domain/limits.ts';
import { PAGE_LIMIT, RESOURCE_KINDS } from '../../domain/resource-model.ts';
import { listOperations } from '../../domain/resource-operations.ts';
import { RESOURCES } from '../../domain/resources.ts';
import {
  ACCOUNT_EXAMPLE,
  createAccount,
  exportAccount,
  getAccount,
  listAccounts,
  putFeatures,
  readMe,
  updateAccount,
} from './openapi-accounts.ts';
import { creditLedger, LEDGER_SCHEMAS } from './openapi-ledger.ts';
import { describeOperation, parameter } from './openapi-operations.ts';
import { describePeople } from './openapi-people.ts';
import { describeProblems } from './openapi-problems.ts';
import { describeSchemas, type JsonSchema } from './openapi-schemas.ts';
import { createUpload } from './openapi-uploads.ts';
import { describeWebhooks, EVENT_SCHEMAS } from './openapi-webhooks.ts';
import { PEOPLE_SCHEMAS } from './people-operations.ts';

export interface ApiDocument {
  openapi: '3.1.0';
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, unknown>>;
  /** What this server sends to others. */
  webhooks: Record<string, Record<string, unknown>>;
  components: Record<
    'schemas' | 'parameters' | 'headers' | 'responses' | 'securitySchemes',
    Record<string, unknown>
  >;
}

const DESCRIPTION = `Everything that an account is set up with. Lists answer \`{ items, nextCursor }\`; a change is a
merge patch of a version that was read (\`ETag\`, \`If-Match\`); a \`POST\` with an \`Idempotency-Key\` can be repeated.
Faults are \`application/problem+json\`; \`errors\` names each field that was not accepted.

Lists come as a whole with \`Accept: text/csv\` (RFC 4180 with a header row, UTF-8 with a byte order mark; no cell is taken
for a formula, telephones are digits alone, what is nested deeper than one level is JSON) or \`application/x-ndjson\` (one
entity a line, nothing left out). An answer that breaks off is not a whole list.

A token may make ${ADMIN_RATE.requests} requests in ${ADMIN_RATE.windowS} seconds; each answer says how many are left by \`RateLimit\` and
\`RateLimit-Policy\`, and beyond it comes 429 with \`Retry-After\`.`;

const ONE_ACCOUNT = `${ADMIN_PATH}/accounts/{account}`;

/** The OpenAPI 3.1 document of the admin API. `origin` is where this server is reached. */
export function describeApi(origin: string): ApiDocument {
  const paths = describePaths();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ringlet admin API',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    security: [{ token: [] }, { session: [] }],
    tags: [
      { name: 'Accounts', description: 'The account that a token belongs to.' },
      { name: 'People', description: 'Who is signed in, with what browsers, and how one comes to be.' },
      ...RESOURCE_KINDS.map((kind) => ({
        name: kind.charAt(0).toUpperCase() + kind.slice(1),
        description: RESOURCES[kind].description,
      })),
    ],
    paths,
    webhooks: describeWebhooks(),
    components: {
      schemas: describeSchemas({ ...PEOPLE_SCHEMAS, ...EVENT_SCHEMAS, ...LEDGER_SCHEMAS }),
      parameters: describeParameters(),
      headers: {
        ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } },
        Vary: { description: '`Accept`: a list has several forms.', schema: { type: 'string' } },
        Location: { description: 'Where it can be read.', schema: { type: 'string' } },
      },
      responses: describeProblems(origin, paths),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token of the account.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'ringlet.session_token',
          description: 'The browser session of a person; it opens the accounts that they may enter.',
        },
        operator: { type: 'http', scheme: 'bearer', description: 'The operator token of the server.' },
      },
    },
  };
}

function describePaths(): ApiDocument['paths'] {
  const paths: ApiDocument['paths'] = {
    [`${ADMIN_PATH}/me`]: { get: readMe() },
    [`${ADMIN_PATH}/accounts`]: { get: listAccounts(), post: createAccount() },
    ...describePeople(),
    [`${ONE_ACCOUNT}/uploads`]: { post: createUpload() },
    [`${ONE_ACCOUNT}/ledger`]: { post: creditLedger() },
    [ONE_ACCOUNT]: { parameters: [parameter('Account')], get: getAccount(), patch: updateAccount() },
    [`${ONE_ACCOUNT}/export`]: { parameters: [parameter('Account')], get: exportAccount() },
    [`${ONE_ACCOUNT}/features`]: { parameters: [parameter('Account')], put: putFeatures() },
  };
  for (const operation of listOperations()) {
    const path = ONE_ACCOUNT + operation.path;
    paths[path] = {
      parameters: [parameter('Account')],
      ...paths[path],
      [operation.method]: describeOperation(operation),
    };
  }
  return paths;
}

function describeParameters(): Record<string, unknown> {
  const query = (name: string, schema: JsonSchema, description: string) => ({
    name,
    in: 'query',
    description,
    schema,
  });
  const header = (name: string, required: boolean, description: string) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return {
    Account: {
      name: 'account',
      in: 'path',
      required: true,
      schema: { type: 'string' },
      example: ACCOUNT_EXAMPLE.id,
    },
    Limit: query(
      'limit',
      { type: 'integer', minimum: 1, maximum: PAGE_LIMIT.max, default: PAGE_LIMIT.preset },
      'Items of a page.',
    ),
    Cursor: query('cursor', { type: 'string' }, '`nextCursor` of the page before.'),
    Fields: query(
      'fields',
      { type: 'string' },
      'Names of fields, separated by commas; the id is always there.',
    ),
    IfMatch: header('If-Match', true, 'The ETag of the version that is changed.'),
    IfMatchOptional: header('If-Match', false, 'Only if this is still the version, by its ETag.'),
    IdempotencyKey: header(
      'Idempotency-Key',
      false,
      'The same key and body are done once and answered the same.',
    ),
  };
}
