import type { ResourceKind } from './resource-model.ts';

/** Which kinds of resources go into the file of an account; each stands in one of these lists. */

/** What an account is set up with, each kind after those that it refers to. */
export const EXPORTED_SETTINGS: readonly ResourceKind[] = [
  'offices',
  'sites',
  'schedules',
  'uploads',
  'styles',
  'numbers',
  'integrations',
  'campaigns',
  'widgets',
  'roles',
  'exclusions',
  'webhooks',
  'employees',
  'groups',
  'channels',
  'rules',
];
/** What belongs to people or to this server, or follows from the rest. */
export const LEFT_OUT: readonly ResourceKind[] = [
  'events',
  'deliveries',
  'members',
  'invitations',
  'grants',
  'tokens',
  'ledger',
  'purchases',
  'requests',
  'jobs',
  'audit',
  'privacy',
  'consents',
  'previews',
];
/** What happened; it is taken along to be read, and cannot be brought in again. */
export const EXPORTED_RECORDS: readonly ResourceKind[] = ['calls', 'callbacks', 'leads', 'communications'];
