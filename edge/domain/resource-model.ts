import type { z } from 'zod';

/** What a resource of the admin API is declared by; the table itself is in resources.ts. */
export const RESOURCE_KINDS = [
  'sites',
  'offices',
  'purchases',
  'requests',
  'numbers',
  'campaigns',
  'widgets',
  'schedules',
  'calls',
  'callbacks',
  'integrations',
  'exclusions',
  'events',
  'deliveries',
  'members',
  'invitations',
  'roles',
  'grants',
  'tokens',
  'webhooks',
  'styles',
  'uploads',
  'employees',
  'groups',
  'channels',
  'communications',
  'ledger',
  'jobs',
  'leads',
  'consents',
  'audit',
  'privacy',
  'previews',
  'rules',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];
export type ResourceVerb = 'list' | 'get' | 'create' | 'update' | 'delete';

export interface Resource {
  kind: ResourceKind;
  /** As operation ids and schemas spell it: `campaign` makes `listCampaigns` and `Campaign`. */
  singular: string;
  /** What ids begin with. */
  prefix:
    | ('site' | 'off' | 'num' | 'cmp' | 'wdg' | 'sch' | 'call' | 'cb' | 'int' | 'exc' | 'evt' | 'dlv')
    | ('mem' | 'inv' | 'rol' | 'gra' | 'tok' | 'sty' | 'upl' | 'whk')
    | ('emp' | 'grp' | 'chn' | 'com')
    | ('led' | 'pur' | 'req' | 'job')
    | ('lead' | 'con' | 'aud' | 'prv' | 'pvw' | 'rul');
  description: string;
  /** Where it is below the account, if not at its kind. Such a place stands in front of the `{id}` of another. */
  path?: string;
  /** A right of another kind that making one needs, instead of its own. */
  createRight?: string;
  /** Rows of them can be brought in by a job: `POST …/{kind}/import`. */
  imports?: boolean;
  /** Filters that are no field as it is shown, with what they take. */
  filterBy?: Readonly<Record<string, z.ZodType>>;
  entity: z.ZodObject;
  /** What a client writes; null for a resource that it only reads. */
  input: z.ZodObject | null;
  /** The right that a change needs; absent: `edit`. */
  editRight?: string;
  /** Fields of the input that keep the value they were created with. */
  fixed: readonly string[];
  verbs: readonly ResourceVerb[];
  /** `POST …/{id}/{name}` without a body; answers the entity. */
  actions: readonly EntityAction[];
  /** `PUT …/{name}`; answers 204. */
  listActions: readonly ListAction[];
  /** Reads, and answers a value of its own. Needs the right to view. */
  questions: readonly Question[];
  /** `GET …/{id}/{name}`: something to read that follows from one entity. */
  views: readonly View[];
  /** Fields that a list can be asked to equal. */
  filters: readonly string[];
  /** The instant (stored as epoch ms) that a list's parameters `from` and `to` go by; absent: it has none. */
  timeField?: string;
  sorts: readonly string[];
  /** Null: in the order of creation. `-` in front: descending. */
  defaultSort: string | null;
  /** Entities carry `warnings` beside their fields. */
  warns: boolean;
  /** A routing key that is minted once, with the entity. */
  key: { field: string; kind: RoutingKeyKind } | null;
  example: { input: Record<string, unknown> | null; entity: Record<string, unknown> };
}

/** Of a site, a widget or an integration. */
export type RoutingKeyKind = 's' | 'w' | 'i';

export interface EntityAction {
  name: string;
  description: string;
  /** The right that it needs; absent: `act`. */
  right?: string;
}

export interface ListAction extends Omit<EntityAction, 'right'> {
  input: z.ZodObject;
  example: Record<string, unknown>;
}

export interface Question extends ListAction {
  /**
   * Below the account it is asked at `/{kind}/{name}` if it is about the list, at `/{kind}/{id}/{name}` if it is about one
   * entity, and else at `/{name}`.
   */
  about?: 'list' | 'entity';
  /** In a few words; else one is made of the name. */
  summary?: string;
  /** The resource whose right to view it needs, if not its own: it tells of that one. */
  right?: ResourceKind;
  /** What it needs to be allowed, if not to view. */
  may?: string;
  /** With `get` the input is the query, with `post` the body. */
  method: 'get' | 'post';
  answer: z.ZodObject;
  exampleAnswer: Record<string, unknown>;
}

export interface View extends Omit<EntityAction, 'right'> {
  answer: z.ZodObject;
  exampleAnswer: Record<string, unknown>;
}

/** Items of a page of a list; and of what is read at a time of a list that is sent as a whole. */
export const PAGE_LIMIT = { preset: 50, max: 100, export: 250 } as const;
