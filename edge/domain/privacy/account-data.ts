import { all, COMMON, kindsOf, listOf, OUTBOX, RECEIVED } from './common-data.ts';
import type { ObjectTables } from './table-data.ts';

const IS_CALL_UNDER_WAY = "kind = 'calls' AND json_extract(body, '$.status') IN ('ringing', 'talking')";

/** What the object of an account keeps. */
export const ACCOUNT: ObjectTables = {
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
  ledger_keys: { columns: all('nothing', 'key', 'entry') },
  owed_releases: { columns: { id: 'nothing', body: 'settings' } },
  job_rows: {
    columns: { ...all('nothing', 'job', 'row', 'outcome', 'id'), ...all('settings', 'body', 'errors') },
  },
  privacy_found: {
    columns: { ...all('nothing', 'request', 'n', 'object', 'table_name'), row: 'visitor' },
    erase: { how: 'row', key: ['request', 'n'] },
  },
};
