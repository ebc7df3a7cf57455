import type { WidgetHandle } from '../callback/host.ts';

/**
 * Answers a function that gives the one widget of this page until `life` ends. `load` fetches and mounts it at the
 * first call; a failed load rejects, and is tried again at the next.
 */
export function createSummoner(
  load: () => Promise<WidgetHandle>,
  life: AbortSignal,
): () => Promise<WidgetHandle> {
  let pending: Promise<WidgetHandle> | null = null;
  // A load that failed has nothing to take away.
  life.addEventListener('abort', () => void pending?.then((handle) => handle.destroy()).catch(() => {}));
  return () => {
    pending ??= load().catch((fault: unknown) => {
      pending = null;
      throw fault;
    });
    return pending;
  };
}
