import type { AccountRpc } from '../../rpc/account-rpc.ts';
import type { EntityStore } from './entity-store.ts';

/** What a preview link shows, while it holds. `now` is epoch ms. */
export function findPreview(
  entities: EntityStore,
  id: string,
  now: number,
): Awaited<ReturnType<AccountRpc['preview']>> {
  const found = entities.get('previews', id);
  const widget = found && entities.get('widgets', found.widget);
  if (!found || !widget || found.expiresAt <= now) return { kind: 'gone' };
  const { texts } = found;
  const worn = { style: found.style ?? widget.style, styleId: found.style ? null : widget.styleId };
  return {
    kind: 'found',
    hash: widget.hash,
    ...worn,
    texts: texts ?? widget.texts,
    endsInMs: found.expiresAt - now,
  };
}
