import type { Warning } from '../../shared/contract/admin/common.ts';

/** An entity as the admin API answers it: remarks stand beside it. */
export type Remarked<T> = T & { warnings?: Warning[] };

/** What was saved, but somebody should look at. */
export function Warnings({ warnings = [] }: { warnings?: Warning[] | undefined }) {
  if (warnings.length === 0) return null;
  return (
    <ul class="notice warnings" aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={`${warning.path} ${warning.code}`}>{warning.message}</li>
      ))}
    </ul>
  );
}
