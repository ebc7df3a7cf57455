import type { Calendar } from '../schedule/calendar.ts';
import { isWorking, nextWorking } from '../schedule/working-time.ts';
import type { Responsible } from './choose-responsible.ts';

/**
 * Until when a communication waits that began at `startedAt`; null if it does not. Whose hours count: those of a person
 * that the rule names, if they have any, else the integration's (S3-7, S3-8, S3-28). Without hours nothing waits. All
 * in epoch ms.
 */
export function waitsUntil(
  { person, isNamed }: Responsible,
  hours: Calendar | null,
  startedAt: number,
  now: number,
): number | null {
  const calendar = (isNamed ? person?.calendar : null) ?? hours;
  if (calendar === null || isWorking(calendar, startedAt)) return null;
  const next = nextWorking(calendar, startedAt);
  return next !== null && next > now ? next : null;
}
