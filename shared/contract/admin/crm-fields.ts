import { z } from 'zod';
import { IdSchema } from './common.ts';

/** `lead` to `activity` are Bitrix24's, the others AutoCRM's. */
export const CRM_ENTITIES = [
  'lead',
  'deal',
  'contact',
  'company',
  'activity',
  'inquiry',
  'service_inquiry',
  'worksheet',
  'client',
] as const;
export type CrmEntity = (typeof CRM_ENTITIES)[number];

/** Jinja, filled in from the communication. */
export const TemplateSchema = z.string().max(4000);

const Entities = z.array(z.enum(CRM_ENTITIES)).max(5);
const Choice = z.string().trim().min(1).max(100);

/** What a value of a user field has to be; what cannot be read as that is left out. */
export const CRM_FIELD_TYPES = ['string', 'integer', 'double', 'boolean', 'date', 'enumeration'] as const;

/** A user field of the CRM and what it is filled with (S4-46). */
const MappedFieldSchema = z.strictObject({
  entity: z.enum(CRM_ENTITIES),
  /** As the CRM spells it. */
  field: Choice,
  type: z.enum(CRM_FIELD_TYPES).default('string'),
  value: TemplateSchema,
});

const TitleSchema = z.strictObject({ entity: z.enum(CRM_ENTITIES), template: TemplateSchema });

/**
 * What a rule says. Null is not filled in: a refining rule then leaves what the base rule says, and the base rule what
 * is usual.
 */
export const CrmRuleFieldsSchema = z.strictObject({
  /** `nothing` writes nothing at all (S3-3). */
  act: z.enum(['write', 'nothing']).nullable().default(null),
  /** What is made for somebody whom the CRM does not know (S4-26). */
  first: Entities.min(1).nullable().default(null),
  /** What is made for somebody whom it knows; empty for nothing (S4-28). */
  repeated: Entities.nullable().default(null),
  /** Where a repeated contact is commented on; only if it makes nothing, or an activity (S4-29, S4-30, S4-32). */
  commentPriority: z.enum(['deals', 'leads', 'both']).nullable().default(null),
  /** Whether closed leads and deals are commented on while there are no open ones (S4-47, S4-48). */
  addToClosed: z.boolean().nullable().default(null),
  /** Statuses of an existing entity of the kind that hold back a new one; none: always made (S3-25). */
  heldBackBy: z
    .array(z.strictObject({ entity: z.enum(CRM_ENTITIES), status: Choice }))
    .max(100)
    .nullable()
    .default(null),
  /** Of a chat: with its start and every message at once, or when it has ended (S4-40). */
  chatAt: z.enum(['start', 'end']).nullable().default(null),
  /** Comments go to the contact or company as well (S4-41). */
  copyComments: z.boolean().nullable().default(null),
  /** Who is notified of a new lead or deal; `responsible`, or employees (S4-42). */
  notify: z
    .array(z.union([z.literal('responsible'), IdSchema('emp')]))
    .max(20)
    .nullable()
    .default(null),
  /** What comes outside of working hours waits for them (S3-7). */
  waitForHours: z.boolean().nullable().default(null),
  /** An employee. Always the refining rule's, if one applies (S3-23). */
  responsible: IdSchema('emp').nullable().default(null),
  comment: TemplateSchema.nullable().default(null),
  source: TemplateSchema.nullable().default(null),
  refinedSource: TemplateSchema.nullable().default(null),
  /** What entities are called (S4-45). */
  titles: z.array(TitleSchema).max(10).nullable().default(null),
  fields: z.array(MappedFieldSchema).max(50).nullable().default(null),
  /**
   * What only one CRM asks for: of AutoCRM the ids `salon`, `requestType`, `serviceType`,
   * `brand` and `model`, `contactType` (`call`, `visit`, `internet`, `cold_call`, `link`) and `worksheet` (`retail`,
   * `used`, `corporate`, `tradein`, `credit`).
   */
  vendor: z
    .record(z.string().regex(/^[a-zA-Z]{1,40}$/), Choice)
    .nullable()
    .default(null),
});
export type CrmRuleFields = z.infer<typeof CrmRuleFieldsSchema>;
