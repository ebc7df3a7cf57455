import type { ResourceKind } from '../resource-model.ts';

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

/** Kinds that tell of visitors. */
export const KINDS_OF_VISITORS = Object.entries(ENTITY_DATA).flatMap(([kind, of]) =>
  of === 'visitor' ? [kind] : [],
);
