/** Minutes between calls of one night; more keep the last visitors waiting too long (S1-34). */
export const LONG_INTERVAL_MIN = 10;
