/** Gives the main thread back to the page for a moment; work goes on ahead of what else waits, where browsers can. */
export function pause(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
