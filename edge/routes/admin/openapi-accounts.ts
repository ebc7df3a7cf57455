import { json, type Operation, parameter } from './openapi-operations.ts';
import { problems } from './openapi-problems.ts';
import { refTo } from './openapi-schemas.ts';

/** Operations on accounts and tokens, which are no resources of an account. */

export const ACCOUNT_EXAMPLE = {
  id: 'k3m9p2w7xa',
  name: 'Beresta',
  timeZone: 'Europe/Moscow',
  country: 'RU',
  attribution: { lateWindowS: 86_400, uniqueDays: 180, targetS: 120 },
  alerts: { fallbackShare: 0.05 },
  mail: { language: 'auto' },
  orders: {
    countries: [],
    lineTypes: ['fixed', 'mobile'],
    perWidgetHour: 30,
    perDay: 300,
    callPrice: 1_000,
    spendPerDay: 300_000,
  },
  privacy: {
    hidePhones: false,
    keepDays: { calls: 365, callbacks: 365, leads: 365, consents: 1095, leases: 90, events: 90, audit: 365 },
  },
  features: { callbackWidget: true },
};

export function readMe(): Operation {
  const token = { name: 'First token', scopes: ['*'], expiresAt: null };
  return {
    operationId: 'getMe',
    tags: ['Accounts'],
    summary: 'Read what the token is and may do',
    responses: {
      200: {
        description: 'Account and token.',
        content: json(refTo('Me'), {
          account: ACCOUNT_EXAMPLE,
          token,
          roles: [],
          rights: { calls: { view: 'all' } },
        }),
      },
      ...problems(['invalid', 'unauthorized']),
    },
  };
}

export function listAccounts(): Operation {
  const content = json(refTo('AccountList'), { items: [ACCOUNT_EXAMPLE], nextCursor: null });
  return {
    operationId: 'listAccounts',
    tags: ['Accounts'],
    summary: 'List the accounts that the token opens',
    responses: { 200: { description: 'The accounts.', content }, ...problems(['invalid', 'unauthorized']) },
  };
}

export function createAccount(): Operation {
  const { name, timeZone, country } = ACCOUNT_EXAMPLE;
  const input = { name, timeZone, country };
  const created = {
    account: ACCOUNT_EXAMPLE,
    token: `rl_${ACCOUNT_EXAMPLE.id}0123456789abcdefghjkmnpqrstvwxyz`,
  };
  return {
    operationId: 'createAccount',
    tags: ['Accounts'],
    summary: 'Make an account',
    description: 'By the operator of the server. The first token is in the answer and is shown only there.',
    security: [{ operator: [] }],
    parameters: [parameter('IdempotencyKey')],
    requestBody: { required: true, content: json(refTo('AccountInput'), input) },
    responses: {
      201: {
        description: 'The new account with its first token.',
        headers: { Location: { $ref: '#/components/headers/Location' } },
        content: json(refTo('CreatedAccount'), created),
      },
      ...problems(['invalid', 'unauthorized', 'not_found', 'too_large', 'idempotency_mismatch']),
    },
  };
}

export function getAccount(): Operation {
  return {
    operationId: 'getAccount',
    tags: ['Accounts'],
    summary: 'Read the account',
    responses: {
      200: {
        description: 'The account.',
        headers: { ETag: { $ref: '#/components/headers/ETag' } },
        content: json(refTo('Account'), ACCOUNT_EXAMPLE),
      },
      ...problems(['invalid', 'unauthorized', 'not_found']),
    },
  };
}

export function updateAccount(): Operation {
  return {
    operationId: 'updateAccount',
    tags: ['Accounts'],
    summary: 'Change the account',
    description:
      'A merge patch (RFC 7396) of the version that If-Match names. Needs the scope account:edit. `attribution` says by ' +
      'what calls are attributed and tagged from now on; `alerts.fallbackShare` is the share of newcomers without a ' +
      'number of their own above which a `pool.alert` is raised, null for never; `mail.language` is that of the ' +
      'mails to offices, `auto` for that of the country; `orders` says what ordered calls may go to and cost, at once.',
    parameters: [parameter('IfMatch')],
    requestBody: {
      required: true,
      content: {
        'application/merge-patch+json': {
          schema: refTo('AccountPatch'),
          example: { attribution: { targetS: 60 }, alerts: { fallbackShare: null } },
        },
      },
    },
    responses: {
      200: {
        description: 'The account.',
        headers: { ETag: { $ref: '#/components/headers/ETag' } },
        content: json(refTo('Account'), ACCOUNT_EXAMPLE),
      },
      ...problems([
        'invalid',
        'unauthorized',
        'forbidden',
        'not_found',
        'conflict',
        'precondition_failed',
        'too_large',
        'precondition_required',
      ]),
    },
  };
}

export function exportAccount(): Operation {
  const line = { kind: 'offices', id: 'off_k3m9p2w7xaq4r8t1', body: { name: 'Showroom' }, shown: {} };
  return {
    operationId: 'exportAccount',
    tags: ['Accounts'],
    summary: 'Take the account along as one file',
    description:
      'A line of NDJSON for each entity, between a head (`ringlet-account`) and an `end` that counts them; a file without it is not whole. Needs the right to view everything in it. Secrets and tokens are left out. `npx ringlet import` brings it into an empty account.',
    parameters: [
      {
        name: 'records',
        in: 'query',
        description: 'With calls and callbacks, which can be read and not brought in.',
        schema: { type: 'boolean', default: false },
      },
    ],
    responses: {
      200: {
        description: 'The file.',
        content: {
          'application/x-ndjson': { schema: { type: 'string' }, example: `${JSON.stringify(line)}\n` },
        },
      },
      ...problems(['invalid', 'unauthorized', 'forbidden', 'not_found', 'rate_limited']),
    },
  };
}

export function putFeatures(): Operation {
  return {
    operationId: 'putFeatures',
    tags: ['Accounts'],
    summary: 'Switch features of an account on or off',
    description:
      'By the operator of the server. Without `callbackWidget` widgets cannot be written (403 `feature_off`) and are on no page.',
    security: [{ operator: [] }],
    requestBody: { required: true, content: json(refTo('Features'), ACCOUNT_EXAMPLE.features) },
    responses: {
      200: { description: 'The features.', content: json(refTo('Features'), ACCOUNT_EXAMPLE.features) },
      ...problems(['invalid', 'unauthorized', 'not_found', 'too_large']),
    },
  };
}
