import type { Page } from 'playwright-core';

/** Bytes that the page's JavaScript holds, with the garbage taken out. Chromium only. */
export async function measureHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // What a finalizer lets go of is garbage of the round after.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
