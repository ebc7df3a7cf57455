import { z } from 'zod';
import { E164Schema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

/** Who the employee is in a CRM that is connected. */
const CrmUserSchema = z.strictObject({
  integration: IdSchema('int'),
  /** As the CRM spells it. */
  user: z.string().trim().min(1).max(64),
});

/** Somebody who answers: by telephone, in chats, or as the responsible of what a CRM makes. */
export const EmployeeInputSchema = z.strictObject({
  name: NameSchema,
  email: z.email().max(254).nullable().default(null),
  phone: E164Schema.nullable().default(null),
  extension: z
    .string()
    .regex(/^\d{1,10}$/, 'must be up to 10 digits')
    .nullable()
    .default(null),
  /** Their working hours; null for those of whoever asks (S3-28). */
  schedule: IdSchema('sch').nullable().default(null),
  /** One for each CRM. */
  crmUsers: z.array(CrmUserSchema).max(20).default([]),
});
export type EmployeeInput = z.infer<typeof EmployeeInputSchema>;

export const EmployeeSchema = z.object({ id: IdSchema('emp'), ...EmployeeInputSchema.shape });
export type Employee = EmployeeInput & { id: string };

/** Several employees, who share what is sent to the group. */
export const GroupInputSchema = z.strictObject({
  name: NameSchema,
  employees: z.array(IdSchema('emp')).max(500).default([]),
});
export type GroupInput = z.infer<typeof GroupInputSchema>;

export const GroupSchema = z.object({ id: IdSchema('grp'), ...GroupInputSchema.shape });
export type Group = GroupInput & { id: string };
