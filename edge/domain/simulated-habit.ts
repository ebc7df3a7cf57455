/** What a simulated telephone does by itself. */
export type Habit = 'answers' | 'busy' | 'invalid_number' | 'failed';

/** By the end of its number, which is a code of SIP: a story can be told without a hand on any telephone. */
const HABITS: Readonly<Record<string, Habit>> = {
  '000200': 'answers',
  '000404': 'invalid_number',
  '000486': 'busy',
  '000503': 'failed',
};

/** One that answers waits so long before it picks up and before it presses the digit that connects. */
export const HABIT_REACTS_MS = 2_000;
/** And it talks so long, which is longer than a successful talk has to last unless told otherwise. */
export const HABIT_TALKS_MS = 40_000;

/** The habit of a telephone (E.164); null for one that waits for somebody's hand. */
export function habitOf(phone: string): Habit | null {
  return HABITS[phone.slice(-6)] ?? null;
}
