import { z } from 'zod';

/** Sets of looks that come and go with a holiday (S1-79); their days are in `edge/domain/holidays/holiday-sets.ts`. */
export const HOLIDAY_SETS = [
  'new_year',
  'christmas',
  'orthodox_christmas',
  'valentines_day',
  'defenders_day',
  'womens_day',
  'easter',
  'orthodox_easter',
  'victory_day',
  'russia_day',
  'german_unity_day',
  'halloween',
  'latvia_independence_day',
  'black_friday',
  'uae_national_day',
] as const;
export type HolidaySetName = (typeof HOLIDAY_SETS)[number];

/** Which ones a widget wears on their days, in the zone of its schedule; of two on one day the first of the list. */
export const HolidayStylesSchema = z
  .union([z.literal('off'), z.array(z.enum(HOLIDAY_SETS)).max(HOLIDAY_SETS.length)])
  .default('off');
export type HolidayStyles = z.infer<typeof HolidayStylesSchema>;
