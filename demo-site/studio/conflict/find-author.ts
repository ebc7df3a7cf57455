import type { Changes } from '../../../shared/contract/admin/changes.ts';
import { getEntity } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';

/** Who saved last, and when. */
export interface Author {
  /** Null: it could not be learned. */
  name: string | null;
  /** Epoch ms. */
  at: number | null;
}

/** `path` names the entity: `widgets/wdg_…`. */
export async function findAuthor(session: BrowserSession, path: string): Promise<Author> {
  const answer = await getEntity<Changes>(session, `${path}/changes`);
  const newest = answer.kind === 'ok' ? answer.value.entity.changes[0] : undefined;
  return newest ? { name: newest.by, at: Date.parse(newest.at) } : { name: null, at: null };
}

export function tellAuthor({ name }: Author): string {
  return name ?? 'Somebody else';
}
