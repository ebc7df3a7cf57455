import { all, COMMON, listOf, OUTBOX, RECEIVED } from './common-data.ts';
import type { ObjectTables } from './table-data.ts';

/** What the other objects keep. */

export const CALLBACK: ObjectTables = {
  ...COMMON,
  ...RECEIVED,
  ...OUTBOX,
  config: { columns: { ...all('nothing', 'id', 'version'), body: 'settings' } },
  callbacks: {
    columns: {
      ...all('nothing', 'id', 'body_hash', 'office', 'campaign', 'created_at', 'doubts'),
      ...all('visitor', 'order_body', 'state'),
      visitor: 'pseudonym',
    },
    erase: {
      how: 'row',
      key: ['id'],
      busy: `json_extract(state, '$.status') IN (${listOf([
        ...['ringing_manager', 'manager_answered', 'ringing_visitor', 'visitor_answered', 'ringing_both'],
        'talking',
      ])})`,
    },
  },
  legs: {
    columns: {
      ...all('nothing', 'leg', 'status', 'call', 'tries', 'unwanted', 'sent_at', 'asked_at'),
      ...all('visitor', 'dial', 'question'),
      integration: 'settings',
    },
    erase: { how: 'row', key: ['leg'] },
  },
};

export const POOL: ObjectTables = {
  ...COMMON,
  config: { columns: { ...all('nothing', 'id', 'version'), body: 'settings' } },
  fence: { columns: all('nothing', 'id', 'value') },
  numbers: {
    columns: {
      e164: 'settings',
      ...all('nothing', 'office', 'position', 'draining', 'usable_from', 'expires_at', 'rest_until'),
      visitor: 'pseudonym',
    },
  },
  segments: {
    columns: {
      number: 'settings',
      ...all('nothing', 'id', 'office', 'from_at', 'until_at', 'fence'),
      ...all('pseudonym', 'visitor', 'session'),
      ...all('visitor', 'touch', 'page'),
    },
    // Who held the number has to stay known: a call may ask.
    erase: { how: 'blank', key: ['id'] },
  },
};

export const DELIVERY: ObjectTables = {
  ...COMMON,
  ...RECEIVED,
  ...OUTBOX,
  queue: {
    columns: {
      ...all('nothing', 'id', 'status', 'since', 'tries', 'due_at', 'ended_at', 'about', 'seq', 'made_at'),
      is_test: 'nothing',
      ...all('visitor', 'message', 'request'),
    },
    erase: { how: 'row', key: ['id'] },
  },
  attempts: {
    columns: {
      ...all('nothing', 'seq', 'delivery', 'at', 'outcome'),
      ...all('visitor', 'detail', 'exchange'),
    },
    erase: { how: 'row', key: ['seq'] },
  },
  crm_found: { columns: all('nothing', 'communication', 'found', 'at') },
  crm_steps: { columns: all('nothing', 'communication', 'step', 'left_entity', 'begun_at', 'done_at') },
  destination: {
    columns: {
      ...all('nothing', 'id', 'account', 'name', 'paused', 'paused_by', 'failing_since', 'sent', 'failed'),
      ...all('nothing', 'last_status', 'last_at'),
      target: 'settings',
    },
  },
};

export const SIMULATOR: ObjectTables = {
  ...COMMON,
  ...RECEIVED,
  ...OUTBOX,
  sold: { columns: { e164: 'settings', ...all('nothing', 'account', 'purchase', 'sold_at', 'free_at') } },
  legs: {
    columns: {
      ...all(
        'visitor',
        'ref',
        'to_address',
        'from_address',
        'turns',
        'question',
        'said',
        'digits',
        'id',
        'peer',
      ),
      ...all('nothing', 'state', 'wants_digit', 'ended_by', 'started_at', 'ended_at', 'events'),
    },
    erase: { how: 'row', key: ['id'], busy: "state != 'ended'" },
  },
};

export const GUARD: ObjectTables = {
  ...COMMON,
  uses: { columns: all('nothing', 'key', 'id', 'at', 'amount', 'until') },
};

export const AUTH: ObjectTables = {
  ...COMMON,
  outbox: {
    columns: {
      ...all('nothing', 'seq', 'id', 'target', 'subject', 'due_at', 'attempts'),
      payload: 'people',
    },
  },
  user: {
    columns: {
      ...all('nothing', 'id', 'emailVerified', 'createdAt', 'updatedAt', 'twoFactorEnabled'),
      ...all('people', 'name', 'email', 'image', 'phone', 'language', 'country', 'timeZone', 'contacts'),
    },
  },
  session: {
    columns: {
      ...all('nothing', 'id', 'expiresAt', 'token', 'createdAt', 'updatedAt', 'userId'),
      ...all('people', 'ipAddress', 'userAgent'),
    },
  },
  account: {
    columns: all(
      'nothing',
      ...['id', 'accountId', 'providerId', 'userId', 'accessToken', 'refreshToken', 'idToken', 'scope'],
      ...['accessTokenExpiresAt', 'refreshTokenExpiresAt', 'password', 'createdAt', 'updatedAt'],
    ),
  },
  verification: {
    columns: {
      ...all('nothing', 'id', 'expiresAt', 'createdAt', 'updatedAt'),
      ...all('people', 'identifier', 'value'),
    },
  },
  // Secret and codes lie in envelopes.
  twoFactor: {
    columns: all(
      'nothing',
      ...['id', 'secret', 'backupCodes', 'userId', 'verified', 'failedVerificationCount', 'lockedUntil'],
    ),
  },
  memberships: { columns: { ...all('nothing', 'user', 'account', 'is_owner', 'since'), name: 'people' } },
  attempts: { columns: all('nothing', 'key', 'at') },
};
