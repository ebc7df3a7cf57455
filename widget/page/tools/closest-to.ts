/** The nearest element at or around `target` that a customer's selector names; null also for a selector that is none. */
export function closestTo(target: unknown, selector: string): Element | null {
  try {
    return target instanceof Element ? target.closest(selector) : null;
  } catch {
    return null; // customers type `.` where they have none (S2-27)
  }
}
