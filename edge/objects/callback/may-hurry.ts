import type { CallbackStore } from './callback-store.ts';

/**
 * True if a planned call may come before its time because somebody at the simulated telephones does not want to wait:
 * never where real ones would ring, and never past a manager's word.
 */
export function mayHurry(store: CallbackStore, id: string): boolean {
  const status = store.read(id)?.state.status;
  return (
    store.readConfig()?.provider === 'simulator' && status !== undefined && status !== 'needs_confirmation'
  );
}
