import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of the grid begin and end on these minutes. */
export const STEP_MIN = 30;

const HALF_HOURS = 'must be a time like 09:00 or 09:30';
const Time = z.string().regex(/^([01]\d|2[0-3]):[03]0$/, HALF_HOURS);
const EndTime = z.string().regex(/^(([01]\d|2[0-3]):[03]0|24:00)$/, `${HALF_HOURS}, 24:00 at the latest`);

/** Wall time of the schedule's zone. Times of this form are in order as texts. */
export const HoursSchema = z
  .strictObject({ from: Time, to: EndTime })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after `from`' });
export type Hours = z.infer<typeof HoursSchema>;

const HoursOfDay = z.array(HoursSchema).max(48);

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** Days of the calendar that go by their own rules, together (S1-35 to S1-38). */
export const SpecialDaysSchema = z.strictObject({
  name: z.string().max(100).default(''),
  dates: z
    .array(
      z
        .string()
        .regex(/^\d{4}-\d\d-\d\d$/, 'must be a date like 2026-12-31')
        .refine(isDate, 'is no day'),
    )
    .min(1)
    .max(366),
  /** Empty for a holiday. */
  hours: HoursOfDay.default([]),
  /** Shown on these days only, by language. */
  texts: z
    .record(z.string().regex(/^[a-z]{2}$/, 'must be a two-letter language'), z.string().max(300))
    .default({}),
});
export type SpecialDays = z.infer<typeof SpecialDaysSchema>;

const perWeekday = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ mon: value, tue: value, wed: value, thu: value, fri: value, sat: value, sun: value });

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** When calls that were ordered through a widget may come. */
export const ScheduleInputSchema = z.strictObject({
  name: NameSchema,
  /** IANA. */
  timeZone: z.string().max(64).refine(isZone, 'must be an IANA time zone like Europe/Moscow'),
  week: perWeekday(HoursOfDay.default([])).prefault({}),
  /** When a call that was ordered outside these hours comes; the hour from then on is a working one (S1-26 to S1-29). */
  convenient: perWeekday(Time.nullable().default(null)).prefault({}),
  /** Outside the hours: true shows the night text and takes deferred orders, false shows nothing (S1-31, S1-32). */
  nightMode: z.boolean().default(true),
  /** Between two calls that were planned for the same time, minutes (S1-33). */
  intervalMin: z.number().int().min(1).max(120).default(1),
  specialDays: z.array(SpecialDaysSchema).max(100).default([]),
});
export type ScheduleInput = z.infer<typeof ScheduleInputSchema>;

export const ScheduleSchema = z.object({ id: IdSchema('sch'), ...ScheduleInputSchema.shape });
export type Schedule = ScheduleInput & { id: string };
