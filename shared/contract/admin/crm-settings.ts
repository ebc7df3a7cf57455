import { z } from 'zod';
import { IdSchema } from './common.ts';
import { CrmFilterSchema } from './crm-condition.ts';
import { CrmRuleFieldsSchema } from './crm-fields.ts';

export const CRM_VENDORS = ['bitrix24', 'autocrm'] as const;
export type CrmVendor = (typeof CRM_VENDORS)[number];

/** Calls in and out and callbacks, chats, and offline requests are set up apart (S3-14, S4-11, S4-43). */
export const CRM_SECTIONS = ['calls', 'chats', 'requests'] as const;
export type CrmSectionName = (typeof CRM_SECTIONS)[number];

const Id = z.string().trim().min(1).max(100).nullable().default(null);

/** Where entities begin, or are moved to; null leaves it to the CRM. */
const Stages = {
  leadStage: Id,
  dealFunnel: Id,
  dealStage: Id,
};

/** The first filter whose conditions hold decides; for all others the default (S4-34…S4-39). */
const DistributionSchema = z.strictObject({
  default: z.strictObject(Stages).prefault({}),
  filters: z
    .array(z.strictObject({ when: CrmFilterSchema.min(1), ...Stages }))
    .max(50)
    .default([]),
});

const ResponsiblesSchema = z.strictObject({
  /** An employee; required for chats and requests of Bitrix24 (S4-15). */
  default: IdSchema('emp').nullable().default(null),
  /** The first whose conditions hold (S4-24). */
  filters: z
    .array(z.strictObject({ when: CrmFilterSchema.min(1), responsible: IdSchema('emp') }))
    .max(50)
    .default([]),
});

export const CrmSectionSchema = z.strictObject({
  /** While it is off nothing of the section is written (S4-10, S4-14). */
  isActive: z.boolean().default(false),
  baseRule: CrmRuleFieldsSchema.prefault({}),
  /** The scenario of a widget: for what comes by it this is the base rule (S3-2). */
  widgets: z
    .array(z.strictObject({ widget: IdSchema('wdg'), baseRule: CrmRuleFieldsSchema.prefault({}) }))
    .max(50)
    .default([]),
  /** Of chats and requests: those that are passed on. What came by none is passed on too (S4-17). */
  channels: z.array(IdSchema('chn')).max(100).default([]),
  /** What is passed on at all (S4-44). */
  pass: CrmFilterSchema.default([]),
  responsibles: ResponsiblesSchema.prefault({}),
  stages: z
    .strictObject({ first: DistributionSchema.prefault({}), repeated: DistributionSchema.prefault({}) })
    .prefault({}),
});
export type CrmSection = z.infer<typeof CrmSectionSchema>;

export const CrmSettingsSchema = z.strictObject({
  calls: CrmSectionSchema.prefault({}),
  chats: CrmSectionSchema.prefault({}),
  requests: CrmSectionSchema.prefault({}),
  other: z
    .strictObject({
      /** While it is off nothing of chats and requests is written, whatever their own switches say (S4-12). */
      isActive: z.boolean().default(false),
      /** The integration's working hours (S3-28); null: it never waits for them. */
      schedule: IdSchema('sch').nullable().default(null),
      /** User of the CRM who stands for employees whom it does not know. */
      defaultUser: Id,
    })
    .prefault({}),
});
export type CrmSettings = z.infer<typeof CrmSettingsSchema>;
