import type { FactBody } from '../facts.ts';
import type { ResourceKind } from '../resource-model.ts';

/**
 * Where every object keeps what. Each column of each table stands here (`tests/edge/data-map.test.ts` looks), so that
 * nothing of a person is kept in a place that an erasure does not know. docs/privacy.md says it for people.
 */

/**
 * What a column may hold: data of a `visitor` (telephones, names, addresses of mail, what they wrote); a `pseudonym` (the
 * random id of a browser); `people` who use the product; `settings` of the account; or `nothing` of anybody: ids,
 * instants, counts, MACs.
 */
export type Holds = 'visitor' | 'pseudonym' | 'people' | 'settings' | 'nothing';

export interface TableData {
  columns: Readonly<Record<string, Holds>>;
  /** How a row that tells of somebody who is to be forgotten goes; absent where no column is of visitors. */
  erase?: {
    /** The whole row, or what names the person in it. */
    how: 'row' | 'blank';
    /** The columns that tell rows apart. */
    key: readonly string[];
    /** Rows that tell of visitors; SQL made of constants only. */
    where?: string;
    /** Rows that are still needed: they are erased once this no longer holds. */
    busy?: string;
  };
}

export type ObjectName = 'account' | 'callback' | 'pool' | 'delivery' | 'simulator' | 'guard' | 'auth';
export type ObjectTables = Readonly<Record<string, TableData>>;

/** Whose data the documents of a kind are. */
export const ENTITY_DATA: Readonly<Record<ResourceKind, 'visitor' | 'people' | 'settings' | 'nothing'>> = {
  sites: 'settings',
  offices: 'settings',
  numbers: 'settings',
  campaigns: 'settings',
  widgets: 'settings',
  schedules: 'settings',
  calls: 'visitor',
  callbacks: 'visitor',
  integrations: 'settings',
  exclusions: 'settings',
  events: 'visitor',
  deliveries: 'visitor',
  members: 'people',
  invitations: 'people',
  roles: 'settings',
  grants: 'people',
  tokens: 'people',
  webhooks: 'settings',
  styles: 'settings',
  uploads: 'settings',
  previews: 'settings',
  employees: 'people',
  groups: 'settings',
  channels: 'settings',
  communications: 'visitor',
  rules: 'settings',
  ledger: 'nothing',
  purchases: 'settings',
  requests: 'settings',
  jobs: 'settings',
  leads: 'visitor',
  consents: 'visitor',
  audit: 'people',
  privacy: 'people',
};

/** Facts that tell of visitors while they wait to be sent; configurations tell of the account's own telephones. */
const TELLS_OF_VISITORS: Readonly<Record<FactBody['type'], boolean>> = {
  'callback.changed': true,
  'callback.decide': true,
  'simulator.hurry': true,
  'telephony.command': true,
  'telephony.event': true,
  'call.event': true,
  'pool.configure': false,
  'widget.configure': false,
  'delivery.send': true,
  'delivery.control': false,
  'delivery.changed': true,
  'membership.changed': false,
  'delivery.configure': false,
  'delivery.state': false,
  'privacy.keep': false,
};

const listOf = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
const kindsOf = (whose: 'visitor') =>
  Object.entries(ENTITY_DATA).flatMap(([kind, of]) => (of === whose ? [kind] : []));
const TOLD = Object.entries(TELLS_OF_VISITORS).flatMap(([type, tells]) => (tells ? [type] : []));

/** Of all columns the same. */
function all(holds: Holds, ...names: string[]): Record<string, Holds> {
  return Object.fromEntries(names.map((name) => [name, holds]));
}

/** Every object has these. */
const COMMON: ObjectTables = {
  migrations: { columns: all('nothing', 'module', 'n') },
  clock: { columns: all('nothing', 'id', 'last_seen') },
  timers: { columns: all('nothing', 'kind', 'key', 'due_at') },
};
const RECEIVED: ObjectTables = {
  received: { columns: all('nothing', 'id', 'received_at') },
  subjects: { columns: all('nothing', 'subject', 'seq') },
};
const OUTBOX: ObjectTables = {
  outbox: {
    columns: {
      ...all('nothing', 'seq', 'id', 'target', 'subject', 'due_at', 'attempts'),
      payload: 'visitor',
    },
    erase: {
      how: 'row',
      key: ['seq'],
      where: `json_extract(payload, '$.type') IN (${listOf(TOLD)})`,
    },
  },
};
const IS_CALL_UNDER_WAY = "kind = 'calls' AND json_extract(body, '$.status') IN ('ringing', 'talking')";

const ACCOUNT: ObjectTables = {
  ...COMMON,
  ...RECEIVED,
  ...OUTBOX,
  account: {
    columns: {
      ...all('nothing', 'id', 'created_at', 'revision'),
      ...all('settings', 'name', 'time_zone', 'country', 'settings', 'made_as', 'features'),
    },
  },
  entities: {
    columns: {
      ...all('nothing', 'seq', 'kind', 'id', 'revision', 'created_at', 'updated_at'),
      body: 'visitor',
    },
    erase: {
      how: 'row',
      key: ['seq'],
      where: `kind IN (${listOf(kindsOf('visitor'))})`,
      busy: IS_CALL_UNDER_WAY,
    },
  },
  tokens: {
    columns: {
      ...all('nothing', 'hash', 'scopes', 'created_at', 'last_used_at', 'expires_at', 'id'),
      name: 'people',
    },
  },
  // Emptied when audit rows became entities.
  audit: {
    columns: all('nothing', 'seq', 'id', 'at', 'request_id', 'token', 'verb', 'kind', 'entity', 'fields'),
  },
  answers: {
    columns: { ...all('nothing', 'token', 'key', 'body_hash', 'at'), answer: 'visitor' },
    erase: { how: 'row', key: ['token', 'key'] },
  },
  number_assignments: {
    columns: {
      ...all('nothing', 'number', 'campaign', 'office', 'kind', 'from_at', 'to_at'),
      e164: 'settings',
    },
  },
  releases: {
    columns: { ...all('nothing', 'number', 'campaign', 'version', 'free_at'), e164: 'settings' },
  },
  published: { columns: { ...all('nothing', 'kind', 'key', 'version'), body: 'settings' } },
  call_events: {
    columns: { ...all('nothing', 'id', 'call', 'received_at'), ...all('visitor', 'event', 'raw') },
    erase: { how: 'row', key: ['id'] },
  },
  taps: { columns: { visitor: 'pseudonym', ...all('nothing', 'at', 'office') } },
  hourly: {
    columns: all(
      'nothing',
      ...[
        'hour',
        'campaign',
        'office',
        'site',
        'views',
        'sessions',
        'leased',
        'renewed',
        'extended_s',
        'static',
      ],
      ...['fallback', 'exhausted', 'remembered'],
      ...[0, 15, 30, 60, 120, 240, 480, 960, 1920, 3840].map((bound) => `stay${bound}`),
    ),
  },
  hourly_issues: { columns: { number: 'settings', ...all('nothing', 'hour', 'issues', 'last_at') } },
  flushes: { columns: all('nothing', 'isolate', 'seq', 'at') },
  // What names a person is taken out before; what a page writes into its path is not known for one.
  visit_samples: {
    columns: { ...all('nothing', 'site', 'hour', 'draw', 'campaign'), visit: 'visitor' },
    erase: { how: 'row', key: ['site', 'hour', 'draw'] },
  },
  funnel: {
    columns: {
      ...all('nothing', 'widget', 'day', 'style', 'shown', 'opened', 'dismissed', 'submitted'),
      page: 'visitor',
    },
    erase: { how: 'row', key: ['widget', 'day', 'style', 'page'] },
  },
  pool_alerts: { columns: all('nothing', 'campaign', 'office', 'raised', 'alerted_at') },
  told_events: { columns: all('nothing', 'key', 'at') },
  notices: { columns: { key: 'people', made_at: 'nothing' } },
  paused_queues: { columns: all('nothing', 'destination') },
  members: {
    columns: { ...all('nothing', 'is_owner', 'since', 'id'), ...all('people', 'user', 'email', 'name') },
  },
  invitation_letters: {
    columns: { ...all('nothing', 'hash', 'invitation', 'at'), email: 'people' },
  },
  webhook_tallies: { columns: all('nothing', 'webhook', 'tally') },
  uploads: { columns: all('settings', 'key', 'type', 'size', 'digest') },
  upload_rows: { columns: { ...all('nothing', 'key', 'n'), bytes: 'settings' } },
  known_objects: { columns: all('nothing', 'name') },
  // The telephone until the end of the request; an erasure looks for it everywhere else.
  privacy_jobs: {
    columns: {
      ...all('nothing', 'id', 'action', 'targets', 'step', 'skip', 'round', 'erased'),
      phone: 'visitor',
    },
  },
  privacy_found: {
    columns: { ...all('nothing', 'request', 'n', 'object', 'table_name'), row: 'visitor' },
    erase: { how: 'row', key: ['request', 'n'] },
  },
};

const CALLBACK: ObjectTables = {
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

const POOL: ObjectTables = {
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

const DELIVERY: ObjectTables = {
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
  destination: {
    columns: {
      ...all('nothing', 'id', 'account', 'name', 'paused', 'paused_by', 'failing_since', 'sent', 'failed'),
      ...all('nothing', 'last_status', 'last_at'),
      target: 'settings',
    },
  },
};

const SIMULATOR: ObjectTables = {
  ...COMMON,
  ...RECEIVED,
  ...OUTBOX,
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

const GUARD: ObjectTables = {
  ...COMMON,
  uses: { columns: all('nothing', 'key', 'id', 'at', 'amount', 'until') },
};

const AUTH: ObjectTables = {
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

export const DATA_MAP: Readonly<Record<ObjectName, ObjectTables>> = {
  account: ACCOUNT,
  callback: CALLBACK,
  pool: POOL,
  delivery: DELIVERY,
  simulator: SIMULATOR,
  guard: GUARD,
  auth: AUTH,
};
